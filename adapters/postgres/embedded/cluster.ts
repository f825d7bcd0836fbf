import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user.ts';

/** A PostgreSQL data directory with what it takes to run a server on it. */
export interface Cluster {
  /** Holds `data/` and `server.log`. */
  readonly home: string;
  /** Holds `bin/initdb`, `bin/pg_ctl` and `bin/postgres`. */
  readonly binaries: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
}

/** The server's superuser. */
export const serverLogin = 'comanda';

/** What a running server wrote about itself in its data directory. It may be long dead. */
export interface ServerRecord {
  readonly pid: number;
  readonly port: number;
}

const run = promisify(execFile);

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  // Events hold personal data: statements and rows stay out of the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_timezone: 'UTC',
};

/** Makes the data directory if there is none: whole or not at all, however many do so at once. */
export const initialise = async (cluster: Cluster): Promise<void> => {
  const data = dataOf(cluster);
  if (await isDirectory(data)) return;
  const draft = `${data}.${randomUUID()}`;
  const passwordFile = `${draft}.password`;
  try {
    await writeFile(passwordFile, cluster.password, { mode: 0o600 });
    if (cluster.user !== undefined) await chown(passwordFile, cluster.user.uid, cluster.user.gid);
    await runAs(cluster, 'initdb', [
      `--pgdata=${draft}`,
      `--username=${serverLogin}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    await rename(draft, data);
  } catch (error) {
    if (!(await isDirectory(data))) throw error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
};

/**
 * Starts a server in a session of its own (a Ctrl-C at our terminal is for us, not for it) and waits until it serves.
 * @throws with the end of its log if it does not, for instance because another one has the directory or the port.
 */
export const startServer = async (cluster: Cluster, port: number): Promise<void> => {
  const log = join(cluster.home, 'server.log');
  const options = Object.entries({ ...settings, port: String(port) }).map(([name, value]) => `-c ${name}="${value}"`);
  try {
    await rm(log, { force: true });
    await runAs(cluster, 'pg_ctl', [
      'start',
      '--wait',
      '--timeout=300',
      `--pgdata=${dataOf(cluster)}`,
      `--log=${log}`,
      `--options=${options.join(' ')}`,
    ]);
  } catch (cause) {
    const end = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-6).join('\n');
    throw new Error(`PostgreSQL does not start in ${cluster.home}\n${end}`, { cause });
  }
};

/** Ends the server's sessions and stops it; fine if it is not running. */
export const stopServer = async (cluster: Cluster): Promise<void> => {
  await runAs(cluster, 'pg_ctl', ['stop', '--wait', '--mode=fast', `--pgdata=${dataOf(cluster)}`]).catch(
    async (error: unknown) => {
      if ((await serverRecord(cluster)) !== undefined) throw error;
    },
  );
};

/** What the server that runs, or died without cleaning up, recorded; undefined after a clean stop. */
export const serverRecord = async (cluster: Cluster): Promise<ServerRecord | undefined> => {
  const lines = (await readFile(join(dataOf(cluster), 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
};

/** A TCP port of loopback that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
      });
    });
  });

const dataOf = (cluster: Cluster): string => join(cluster.home, 'data');

const runAs = (cluster: Cluster, tool: string, args: readonly string[]): Promise<unknown> =>
  run(join(cluster.binaries, 'bin', tool), args, {
    cwd: cluster.home,
    ...(cluster.user === undefined ? {} : { uid: cluster.user.uid, gid: cluster.user.gid }),
  });

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
