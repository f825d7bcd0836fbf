import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../adapters/postgres/embedded.ts';

export interface TestDatabase {
  readonly url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
}

let serverUrl: Promise<string> | undefined;

/**
 * An empty database on the process's own PostgreSQL, which the first call starts and which ends with the process; or on
 * the server that COMANDA_TEST_DATABASE_URL names.
 */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const server = await (serverUrl ??= startServer());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) };
};

const startServer = async (): Promise<string> => {
  const given = process.env.COMANDA_TEST_DATABASE_URL;
  if (given !== undefined) return given;
  const dataDir = await mkdtemp(join(tmpdir(), 'comanda-test-'));
  cleanUpAfterUs(dataDir);
  // mkdtemp closes its directories, and as root the server runs as somebody else.
  await chmod(dataDir, 0o711);
  const { connectionString } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return connectionString;
};

/** A process that waits for the end of this one, however it comes: its input ends then. It ends the server at once. */
const cleanUpAfterUs = (dataDir: string): void => {
  const script = 'read -r _; kill -QUIT "$(head -n 1 "$1/postgres/data/postmaster.pid")"; sleep 1; rm -rf "$1"';
  const watcher = spawn('sh', ['-c', script, 'sh', dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
};

const administer = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
