import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, serverRecord, stopServer } from './cluster.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { connectionStringOf, ensureRunning } from './running-server.ts';

const pauseMs = 1000;

/** A server that this process owns. */
interface OwnedServer {
  readonly cluster: Cluster;
  readonly port: number;
  readonly ownership: Ownership;
  readonly log: (line: string) => void;
}

/** Keeps an owned server running, on its port, until the function that it returns is called or the process exits. */
export const supervise = async ({ cluster, port, log, ...owned }: OwnedServer): Promise<() => Promise<void>> => {
  let ownership: Ownership | undefined = owned.ownership;
  let pid = (await serverRecord(cluster))?.pid;
  let stopping = false;

  const revive = async (): Promise<Ownership | undefined> => {
    await ensureRunning(cluster, port);
    pid = (await serverRecord(cluster))?.pid;
    return takeOwnership(connectionStringOf(cluster, port, 'postgres'));
  };

  const watch = async (): Promise<void> => {
    while (ownership !== undefined) {
      await ownership.lost;
      ownership = undefined;
      while (!stopping && ownership === undefined) {
        log('the embedded PostgreSQL ended: starting it again');
        try {
          ownership = await revive();
        } catch (error) {
          log(`the embedded PostgreSQL does not start: ${String(error)}`);
          await delay(pauseMs, undefined, { ref: false });
        }
      }
    }
  };

  // Nothing can be awaited while the process exits, but a signal needs no waiting: SIGINT is a fast shutdown.
  const onExit = (): void => {
    try {
      if (pid !== undefined) process.kill(pid, 'SIGINT');
    } catch {
      // It ended by itself.
    }
  };
  process.once('exit', onExit);
  const watched = watch();

  return async () => {
    stopping = true;
    process.removeListener('exit', onExit);
    await ownership?.release();
    await watched;
    await stopServer(cluster);
  };
};
