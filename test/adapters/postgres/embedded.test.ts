import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fork, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { joinOrStart, startEmbeddedPostgres } from '../../../adapters/postgres/embedded.ts';

const engine = new URL('./embedded-engine.ts', import.meta.url);

const query = async (connectionString: string, text: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
};

const answer = (connectionString: string): Promise<unknown> => query(connectionString, 'select 1').catch(() => 'none');

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await delay(10);
};

describe('the embedded PostgreSQL', function () {
  this.timeout(60_000);
  let dataDir: string;
  const children: ChildProcess[] = [];
  const options = () => ({ dataDir, log: () => undefined });
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'comanda-embedded-'));
    await chmod(dataDir, 0o711);
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  after(async () => {
    await (await joinOrStart(options())).stop();
    await rm(dataDir, { recursive: true });
  });

  /** Another engine in a process of its own, serving; answers what it was told. */
  const startEngine = async (): Promise<{ readonly child: ChildProcess; readonly connectionString: string }> => {
    const child = fork(engine, [dataDir], { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
    children.push(child);
    const [connectionString] = (await once(child, 'message')) as [string];
    return { child, connectionString };
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const postmaster = async (): Promise<number> =>
    Number((await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);

  it('keeps its data, listens on loopback only, and its password to its owner', async () => {
    const first = await startEmbeddedPostgres(options());
    await query(first.connectionString, 'create table kept as select 42 as answer');
    assert.equal(await query(first.connectionString, 'show listen_addresses'), '127.0.0.1');
    assert.equal(await query(first.connectionString, 'show synchronous_commit'), 'on');
    const { mode } = await stat(join(dataDir, 'postgres-password'));
    assert.equal(mode & 0o777, 0o600);
    const stranger = new URL(first.connectionString);
    stranger.password = 'guess';
    await assert.rejects(query(stranger.href, 'select 1'), { code: '28P01' });
    await first.stop();
    await assert.rejects(query(first.connectionString, 'select 1'), { code: 'ECONNREFUSED' });

    const second = await startEmbeddedPostgres(options());
    assert.equal(await query(second.connectionString, 'select answer from kept'), 42);
    await second.stop();
  });

  it('serves one engine a directory; others may join it and leave it running', async () => {
    const owner = await startEmbeddedPostgres(options());
    await assert.rejects(startEmbeddedPostgres(options()), /^Error: another engine runs in .*DATA_DIR$/);
    const guest = await joinOrStart(options());
    assert.deepEqual([guest.owned, guest.connectionString], [false, owner.connectionString]);
    await guest.stop();
    assert.equal(await query(owner.connectionString, 'select 7'), 7);
    await owner.stop();
  });

  it('is started once by engines that start at the same time', async () => {
    const starts = await Promise.all([joinOrStart(options()), joinOrStart(options()), joinOrStart(options())]);
    assert.deepEqual(starts.map(({ owned }) => owned).toSorted(), [false, false, true]);
    assert.equal(new Set(starts.map(({ connectionString }) => connectionString)).size, 1);
    for (const { stop } of starts) await stop();
  });

  it('is taken over, running, from an engine that was killed', async () => {
    const { child, connectionString } = await startEngine();
    await query(connectionString, 'create table before_the_kill as select 1');
    const pid = await postmaster();
    await kill(child);
    const next = await startEmbeddedPostgres(options());
    assert.equal(next.connectionString, connectionString);
    assert.equal(await postmaster(), pid);
    assert.equal(await query(next.connectionString, 'select count(*)::int from before_the_kill'), 1);
    await next.stop();
  });

  it('recovers when both were killed', async () => {
    const { child, connectionString } = await startEngine();
    await query(connectionString, 'create table before_the_crash as select 1');
    process.kill(await postmaster(), 'SIGKILL');
    await kill(child);
    const next = await startEmbeddedPostgres(options());
    assert.equal(await query(next.connectionString, 'select count(*)::int from before_the_crash'), 1);
    await next.stop();
  });

  it('is started again, where it was, when it is killed under a living engine', async () => {
    const lines: string[] = [];
    let restarted = (): void => undefined;
    const told = new Promise<void>((resolve) => (restarted = resolve));
    const log = (line: string): void => {
      lines.push(line);
      if (line.includes('starting it again')) restarted();
    };
    const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, log });
    const pid = await postmaster();
    process.kill(pid, 'SIGKILL');
    await told;
    await until(async () => (await answer(connectionString)) === 1);
    assert.notEqual(await postmaster(), pid);
    await stop();
  });

  it('ends with its engine', async () => {
    const { child, connectionString } = await startEngine();
    child.send('exit');
    await once(child, 'exit');
    await until(async () => (await answer(connectionString)) === 'none');
    await until(() =>
      postmaster().then(
        () => false,
        () => true,
      ),
    );
  });
});
