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
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopping = (): boolean => signal.aborted;
  let { ownership } = owned;
  let pid = (await serverRecord(cluster))?.pid;

  const revive = async (): Promise<boolean> => {
    log('the embedded PostgreSQL ended: starting it again');
    try {
      await ensureRunning(cluster, port);
      pid = (await serverRecord(cluster))?.pid;
      const taken = await takeOwnership(connectionStringOf(cluster, port, 'postgres'));
      ownership = taken ?? ownership;
      return taken !== undefined;
    } catch (error) {
      log(`the embedded PostgreSQL does not start: ${String(error)}`);
      return false;
    }
  };

  const watch = async (): Promise<void> => {
    while (!isStopping()) {
      await ownership.lost;
      while (!isStopping() && !(await revive())) {
        await delay(pauseMs, undefined, { ref: false, signal }).catch(() => undefined);
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
    stopping.abort();
    process.removeListener('exit', onExit);
    await ownership.release();
    await watched;
    await stopServer(cluster);
  };
};
