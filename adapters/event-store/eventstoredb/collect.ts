import { StreamNotFoundError, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import { Disconnected } from './disconnected.ts';
import type { ReconnectingClient } from './reconnecting-client.ts';

/**
 * Reads to the end. A stream that does not exist is empty.
 * @throws Disconnected if the link fails, or gives nothing for `idleMs`; the link is lost then
 */
export const collect = <Resolved extends ResolvedEvent>(
  link: ReconnectingClient,
  start: () => StreamingRead<Resolved>,
  idleMs: number,
): Promise<readonly Resolved[]> =>
  new Promise((resolve, reject) => {
    const events: Resolved[] = [];
    const reading = start();
    const settle = (finish: () => void): void => {
      clearTimeout(idle);
      link.lost.removeEventListener('abort', lost);
      finish();
    };
    const fail = (message: string, cause?: unknown): void => {
      settle(() => {
        reject(new Disconnected(message, { cause }));
        reading.cancel().catch(() => undefined);
        link.lose();
      });
    };
    const lost = (): void => {
      fail('the connection was given up during a read');
    };
    const idle = setTimeout(() => {
      fail(`a read gave nothing for ${idleMs} ms`);
    }, idleMs);
    if (link.lost.aborted) lost();
    link.lost.addEventListener('abort', lost);
    reading
      .on('data', (event: Resolved) => {
        events.push(event);
        idle.refresh();
      })
      .on('end', () => {
        settle(() => {
          resolve(events);
        });
      })
      .on('error', (error) => {
        if (error instanceof StreamNotFoundError)
          settle(() => {
            resolve([]);
          });
        else fail(`a read failed: ${error.message}`, error);
      });
  });
