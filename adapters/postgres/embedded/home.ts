import { access, chown, constants, lstat, mkdir, mkdtemp, realpath, rmdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isReachableByAll, type ServerUser } from './server-user.ts';
import { sharedPlace } from './shared-place.ts';

/** Where the server of an engine's own directory keeps its data and its log. */
export const homeOf = (dataDir: string): string => join(dataDir, 'postgres');

/**
 * Makes `home` on first use, as a link to an open place if the account that the server runs as cannot get into the
 * directory above it.
 * @returns its real path
 */
export const prepareHome = async (home: string, user: ServerUser | undefined): Promise<string> => {
  // Let other accounts pass through but not look: all that is kept there has a mode of its own.
  await mkdir(dirname(home), { recursive: true, mode: 0o711 });
  if (!(await exists(home))) await makeHome(home, user);
  const place = await realpath(home);
  await access(place, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new Error(`${place} belongs to another account: was the engine started as root before?`, { cause });
  });
  return place;
};

const makeHome = async (home: string, user: ServerUser | undefined): Promise<void> => {
  if (user === undefined) {
    await mkdir(home, { recursive: true, mode: 0o700 });
  } else if (await isReachableByAll(dirname(home))) {
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
