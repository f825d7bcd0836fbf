import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, initialise } from './embedded/cluster.ts';
import { homeOf, prepareHome } from './embedded/home.ts';
import { takeOwnership } from './embedded/ownership.ts';
import { connectionStringOf, ensureDatabase, ensureRunning } from './embedded/running-server.ts';
import { serverUser } from './embedded/server-user.ts';
import { supervise } from './embedded/supervise.ts';

export interface EmbeddedPostgresOptions {
  /** The engine's own directory; made if missing. The server's data are in `<dataDir>/postgres`. */
  readonly dataDir: string;
  /** Takes one line of text for people. */
  readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Of the database `comanda`; the same for the server's life. Secret: it contains the password. */
  readonly connectionString: string;
  /** Ends all sessions and stops the server; of a server that was only joined, does nothing. */
  readonly stop: () => Promise<void>;
}

const database = 'comanda';

/**
 * Starts the directory's own PostgreSQL on a free port of loopback, or takes over one whose engine was killed. While
 * this process lives, a server that dies is started again on the same port; when it exits, the server goes with it.
 * @throws if another process has the directory.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const server = await joinOrStart(options);
  if (!server.owned) {
    throw new Error(`another engine runs in ${resolve(options.dataDir)}: stop it, or give this one its own DATA_DIR`);
  }
  return server;
};

/** As {@link startEmbeddedPostgres}, but shares the server of a process that has the directory; `owned` is false then. */
export const joinOrStart = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres & { readonly owned: boolean }> => {
  const cluster = await findCluster(options);
  const port = await ensureRunning(cluster);
  const ownership = await takeOwnership(connectionStringOf(cluster, port, 'postgres'));
  await ensureDatabase(cluster, port, database);
  const connectionString = connectionStringOf(cluster, port, database);
  if (ownership === undefined) return { connectionString, owned: false, stop: () => Promise.resolve() };
  const stop = await supervise({ cluster, port, ownership, log: options.log });
  return { connectionString, owned: true, stop };
};

const findCluster = async ({ dataDir, log }: EmbeddedPostgresOptions): Promise<Cluster> => {
  const user = await serverUser(homeOf(dataDir));
  const home = await prepareHome(homeOf(dataDir), user);
  const binaries = await findBinaries(user);
  if (user !== undefined) {
    log(`PostgreSQL does not run as root: it runs as ${user.name}, from ${binaries}, with its data in ${home}`);
  }
  const cluster = { home, binaries, user, password: await findPassword(join(dataDir, 'postgres-password')) };
  await initialise(cluster);
  return cluster;
};

/** Made by the first process to come, and never seen half written. */
const findPassword = async (file: string): Promise<string> => {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
  await link(draft, file).catch(() => undefined);
  await rm(draft);
  return readFile(file, 'utf8');
};
