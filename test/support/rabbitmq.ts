import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'amqplib';

/** A RabbitMQ to test against. */
export interface Broker {
  readonly url: string;
  readonly port: number;
  /**
   * Kills it at once, and starts it again on what it had on disk. RabbitMQ 3.10 does not find the leader of a quorum queue
   * again that was declared less than about a second before. Undefined for a broker that is not ours.
   */
  readonly crash?: () => Promise<void>;
  /** The same, but lets it end well: it tells its connections. */
  readonly restart?: () => Promise<void>;
}

/** Debian's own start script hands over to another user; the one behind it runs as anybody, and takes its settings from us. */
const places = ['/usr/lib/rabbitmq/bin', ...(process.env.PATH ?? '').split(':')];

const startScript = (): string | undefined =>
  places.map((place) => join(place, 'rabbitmq-server')).find((path) => existsSync(path));

const help =
  'no RabbitMQ: install rabbitmq-server (it need not run), or name one that runs: RABBITMQ_URL=amqp://guest:guest@localhost';

let shared: Promise<Broker> | undefined;

/** `describe` for suites that need a broker. Without one they are skipped, hooks and all, and say how to run them. */
export const describeWithBroker = (title: string, suite: (this: Mocha.Suite) => void): void => {
  if (process.env.RABBITMQ_URL !== undefined || startScript() !== undefined) {
    describe(title, suite);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${help}`);
  describe.skip(title, suite);
};

/**
 * The broker of this process: the one that RABBITMQ_URL names, or one that the first call starts from the installed
 * rabbitmq-server and that ends with the process.
 * @throws Error without either: see {@link describeWithBroker}
 */
export const brokerFor = async (context: Mocha.Context): Promise<Broker> => {
  const given = process.env.RABBITMQ_URL;
  if (given !== undefined) return { url: given, port: Number(new URL(given).port || 5672) };
  const script = startScript();
  if (script === undefined) throw new Error(help);
  context.timeout(90_000);
  return (shared ??= startBroker(script));
};

/** Names of an exchange and queues that nobody else uses. */
export const freshNames = () => {
  const exchange = `test_${randomUUID().slice(0, 8)}`;
  return { exchange, queues: { updates: `${exchange}.updates`, payments: `${exchange}.payments` } };
};

const startBroker = async (script: string): Promise<Broker> => {
  const dir = await mkdtemp(join(tmpdir(), 'comanda-rabbitmq-'));
  const [port, distPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  await writeFile(
    join(dir, 'rabbitmq.conf'),
    'disk_free_limit.absolute = 50MB\nlog.console = true\nlog.file = false\n',
  );
  await writeFile(join(dir, 'enabled_plugins'), '[].\n');
  const env = {
    PATH: process.env.PATH,
    HOME: dir, // Where Erlang keeps the cookie that guards the node.
    LANG: 'C.UTF-8',
    RUNNING_UNDER_SYSTEMD: '1', // The script becomes the server, so that its pid is the server's.
    RABBITMQ_NODENAME: `comanda${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_MNESIA_BASE: join(dir, 'mnesia'),
    RABBITMQ_LOG_BASE: join(dir, 'log'),
    RABBITMQ_CONFIG_FILE: join(dir, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(dir, 'none'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(dir, 'enabled_plugins'),
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  // Erlang's register of nodes: started by us, or the first node would leave one of its own behind.
  const epmd = spawn('epmd', ['-port', String(epmdPort)], { env, stdio: 'ignore' });
  epmd.on('error', () => undefined).unref();
  cleanUpAfterUs(dir, epmd.pid);

  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const start = async (): Promise<ChildProcess> => {
    const log = openSync(join(dir, 'broker.log'), 'a');
    const server = spawn(script, [], { env, stdio: ['ignore', log, log] });
    server.unref();
    await writeFile(join(dir, 'pid'), String(server.pid));
    await answers(url, server, join(dir, 'broker.log'));
    return server;
  };
  let server = await start();
  const startAgainAfter = (signal: NodeJS.Signals) => async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
    server = await start();
  };
  return { url, port, crash: startAgainAfter('SIGKILL'), restart: startAgainAfter('SIGTERM') };
};

/** Waits until the broker takes connections. */
const answers = async (url: string, server: ChildProcess, log: string): Promise<void> => {
  for (;;) {
    if (server.exitCode !== null)
      throw new Error(`RabbitMQ did not start:\n${(await readFile(log, 'utf8')).slice(-3000)}`);
    try {
      const connection = await connect(url, { timeout: 5_000 });
      await connection.close();
      return;
    } catch {
      await pause(100);
    }
  }
};

/** A process that waits for the end of this one, however it comes: its input ends then. It ends the broker at once. */
const cleanUpAfterUs = (dir: string, epmdPid: number | undefined): void => {
  const script = 'read -r _; kill -KILL "$(cat "$1/pid")" $2; sleep 1; rm -rf "$1"';
  const watcher = spawn('sh', ['-c', script, 'sh', dir, String(epmdPid ?? '')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
};

/** A port that nobody listens on. The system gives ports in turn, so it does not give the same one again soon. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
