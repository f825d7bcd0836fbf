import {
  Metadata,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/proto-loader';
import { once } from 'node:events';
import type { z } from 'zod';
import type { Permission } from '../../../application/access/permissions.ts';
import { callerOf, type Caller, type OrderServerDependencies } from './callers.ts';
import { refused, toRefusal, toStatus, type CallRefused } from './refusals.ts';

interface Description<Request extends z.ZodType> {
  readonly method: string;
  readonly permission: Permission;
  readonly request: Request;
}

/** Describes a method that answers once. */
export interface UnaryMethod<Request extends z.ZodType> extends Description<Request> {
  readonly handle: (request: z.output<Request>, caller: Caller, metadata: Metadata) => Promise<object>;
}

/** Describes a method that answers for as long as it likes. `send` waits while the client is slow. */
export interface StreamingMethod<Request extends z.ZodType> extends Description<Request> {
  readonly handle: (
    request: z.output<Request>,
    caller: Caller,
    send: (message: object) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>;
}

/** In the place of a request whose bytes are no message. */
const malformed = {};

/** Makes the service, with requests that cannot be read handed on to be refused: the library would call them our failure. */
export const readingAll = (service: ServiceDefinition): ServiceDefinition =>
  Object.fromEntries(
    Object.entries(service).map(([name, method]) => [
      name,
      {
        ...method,
        requestDeserialize: (bytes: Buffer): object => {
          try {
            return method.requestDeserialize(bytes);
          } catch {
            return malformed;
          }
        },
      },
    ]),
  );

const maximumIssues = 10;

/** @throws CallRefused `malformed_request`, or `validation_failed` naming at most ten faults, and no values */
const parse = <Request extends z.ZodType>(schema: Request, request: object): z.output<Request> => {
  if (request === malformed) throw refused('malformed_request', 'the request is no message of this method');
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, maximumIssues)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const where = issues[0]?.path === '' ? 'request' : `request at ${issues[0]?.path}`;
  throw refused('validation_failed', `correct the ${where}: ${issues[0]?.message}`, { issues });
};

/** Makes what a call's answer begins with. */
const greeting = (callId: string): Metadata => {
  const metadata = new Metadata();
  metadata.set('x-request-id', callId);
  return metadata;
};

/** Follows one call from its arrival to its end: measured, its failure logged if it is ours. */
const begin = ({ newId, translateError, onCall, logger }: OrderServerDependencies, method: string) => {
  const started = performance.now();
  const callId = newId();
  const end = (code: status): void => {
    onCall?.({ method, status: status[code], seconds: (performance.now() - started) / 1000 });
  };
  const fail = (error: unknown): CallRefused => {
    const refusal = toRefusal(translateError(error), callId);
    if (refusal.status === status.INTERNAL || refusal.status === status.UNAVAILABLE) {
      logger.error({ call_id: callId, method, code: refusal.code, err: error }, 'a call failed');
    }
    end(refusal.status);
    return refusal;
  };
  return { callId, end, fail };
};

export const unary =
  <Request extends z.ZodType>(
    dependencies: OrderServerDependencies,
    { method, permission, request, handle }: UnaryMethod<Request>,
  ): handleUnaryCall<object, object> =>
  (call, callback) => {
    const { callId, end, fail } = begin(dependencies, method);
    const answer = async (): Promise<object> => {
      const caller = await callerOf(dependencies, call.metadata, permission, callId);
      return handle(parse(request, call.request), caller, call.metadata);
    };
    call.sendMetadata(greeting(callId));
    answer().then(
      (message) => {
        end(status.OK);
        callback(null, message);
      },
      (error: unknown) => {
        callback(toStatus(fail(error)));
      },
    );
  };

const sender =
  (call: ServerWritableStream<object, object>, signal: AbortSignal) =>
  async (message: object): Promise<void> => {
    signal.throwIfAborted();
    if (!call.write(message)) await once(call, 'drain', { signal });
  };

/** @param closing ends the stream as if it had said all */
export const streaming =
  <Request extends z.ZodType>(
    dependencies: OrderServerDependencies,
    { method, permission, request, handle }: StreamingMethod<Request>,
    closing: AbortSignal,
  ): handleServerStreamingCall<object, object> =>
  (call) => {
    const { callId, end, fail } = begin(dependencies, method);
    const gone = new AbortController();
    call.once('cancelled', () => {
      gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, closing]);
    const work = async (): Promise<void> => {
      const caller = await callerOf(dependencies, call.metadata, permission, callId);
      await handle(parse(request, call.request), caller, sender(call, signal), signal);
    };
    call.sendMetadata(greeting(callId));
    work().then(
      () => {
        end(gone.signal.aborted ? status.CANCELLED : status.OK);
        call.end();
      },
      (error: unknown) => {
        if (signal.aborted) {
          end(gone.signal.aborted ? status.CANCELLED : status.OK);
          call.end();
        } else {
          call.emit('error', toStatus(fail(error)));
        }
      },
    );
  };
