import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';

/** Writes as fast as the other side reads. False if it is gone. */
export const send = async <Request, Response>(
  call: ServerWritableStream<Request, Response>,
  message: Response,
): Promise<boolean> => {
  if (gone(call)) return false;
  if (!call.write(message)) {
    const leave = new AbortController();
    await Promise.race([
      once(call, 'drain', leave),
      once(call, 'cancelled', leave),
      once(call, 'close', leave),
    ]).finally(() => {
      leave.abort();
    });
  }
  return !gone(call);
};

const gone = (call: ServerWritableStream<unknown, unknown>): boolean =>
  call.cancelled || call.destroyed || call.writableEnded;
