import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An operating system account that PostgreSQL may run as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const preferredNames = ['postgres', 'nobody'];

/**
 * Who the server runs as: undefined is "as ourselves". PostgreSQL refuses to run as root, so root borrows an
 * unprivileged account that the machine has; no account is created.
 */
export const serverUser = async (): Promise<ServerUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of preferredNames) {
    const [name, , uid, gid] = accounts.find(([accountName]) => accountName === wanted) ?? [];
    if (name !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no account ${preferredNames.join(' or ')} to run it as: ` +
      'start as another user, or set DATABASE_URL',
  );
};

/** Whether every account can get to `path`: each directory above it, and it itself, is open to others. */
export const isReachableByAll = async (path: string): Promise<boolean> => {
  const place = await realpath(path);
  const openToOthers = ((await stat(place)).mode & 0o001) !== 0;
  const parent = dirname(place);
  return openToOthers && (parent === place || (await isReachableByAll(parent)));
};
