import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { showEvent } from '../api/shared/history.ts';
import type { Viewer } from './route.ts';
import { ok } from './status-codes.ts';

/** Begins a stream of server-sent events; a client that lost it comes back after `retry` milliseconds. */
export const beginEventStream = (response: ServerResponse, headers: Readonly<Record<string, string>>): void => {
  response.writeHead(ok, {
    ...headers,
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 1000\n\n');
};

/** Shows proxies and clients that the stream lives. */
export const keepAlive = ': nothing new\n\n';

export const asServerSentEvent = (event: RecordedEvent, viewer: Viewer): string =>
  `id: ${event.version}\nevent: ${event.type}\ndata: ${JSON.stringify(showEvent(event, viewer))}\n\n`;

/** Writes, and waits while the client is slow. Rejects if the signal aborts meanwhile. */
export const writeSlowly = async (response: ServerResponse, text: string, signal: AbortSignal): Promise<void> => {
  if (!response.write(text)) await once(response, 'drain', { signal });
};
