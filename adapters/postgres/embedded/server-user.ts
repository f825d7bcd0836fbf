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
 * Who the server runs as; undefined is "as ourselves". PostgreSQL refuses to run as root, so root borrows an account
 * that the machine has: the one that owns `home` already, if that was made before. None is created.
 */
export const serverUser = async (home: string): Promise<ServerUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'));
  const ownerUid = await stat(home).then(
    (found) => found.uid,
    () => undefined,
  );
  const owner = accounts.find((account) => account.uid === ownerUid && account.uid > 0);
  const account = owner ?? preferredNames.flatMap((name) => accounts.filter((one) => one.name === name))[0];
  if (account !== undefined) return account;
  throw new Error(
    `PostgreSQL does not run as root, and there is no account ${preferredNames.join(' or ')} to run it as: ` +
      'start as another user, or set DATABASE_URL',
  );
};

const parseAccounts = (passwd: string): readonly ServerUser[] =>
  passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name === undefined || gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }];
  });

/** Whether every account can get to `path`: it, and each directory above it, is open to all. */
export const isReachableByAll = async (path: string): Promise<boolean> => {
  const place = await realpath(path);
  const openToOthers = ((await stat(place)).mode & 0o001) !== 0;
  const parent = dirname(place);
  return openToOthers && (parent === place || (await isReachableByAll(parent)));
};
