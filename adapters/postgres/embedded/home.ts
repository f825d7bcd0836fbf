import { chown, lstat, mkdir, mkdtemp, realpath, rmdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isReachableByAll, type ServerUser } from './server-user.ts';
import { sharedPlace } from './shared-place.ts';

/**
 * The real path of `<dataDir>/postgres`, where the server keeps its data and its log. Made on first use: as a link to
 * an open place if the account that the server runs as cannot get into `dataDir`.
 */
export const findHome = async (dataDir: string, user: ServerUser | undefined): Promise<string> => {
  // Others may pass through but not look: whatever else is kept here has a mode of its own.
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const home = join(dataDir, 'postgres');
  if (!(await exists(home))) await makeHome(dataDir, home, user);
  return realpath(home);
};

const makeHome = async (dataDir: string, home: string, user: ServerUser | undefined): Promise<void> => {
  if (user === undefined) {
    await mkdir(home, { recursive: true, mode: 0o700 });
  } else if (await isReachableByAll(dataDir)) {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await chown(home, user.uid, user.gid);
  } else {
    const elsewhere = await mkdtemp(join(await sharedPlace(), 'data-'));
    await chown(elsewhere, user.uid, user.gid);
    await symlink(elsewhere, home).catch(async (error: unknown) => {
      await rmdir(elsewhere);
      if (!(await exists(home))) throw error;
    });
  }
};

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
