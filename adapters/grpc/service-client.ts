import { Client, credentials as channelCredentials, type ChannelCredentials } from '@grpc/grpc-js';
import { IdempotencyLevel, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import type { z } from 'zod';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import {
  defaultRetryPolicy,
  guardCalls,
  type BreakerState,
  type RetryPolicy,
} from '../../application/resilience/guarded-calls.ts';
import type { CallObserver } from './call-observer.ts';
import { isTransient, ServiceContractError, statusName, toCallerError } from './failures.ts';

/** How often, and how long, a service is waited for. All times in milliseconds. */
export interface CallPolicy extends RetryPolicy {
  /** Time that one try may take. */
  readonly deadline: number;
}

export const defaultCallPolicy: CallPolicy = { ...defaultRetryPolicy, deadline: 5_000 };

export interface ServiceClientOptions {
  /** `host:port`. */
  readonly address: string;
  /** TLS, tokens. Without: plain text, which is right for loopback only. */
  readonly credentials?: ChannelCredentials;
  /** What differs from {@link defaultCallPolicy}. */
  readonly policy?: Partial<CallPolicy>;
  readonly observer?: CallObserver;
}

/** What a client offers beside its port: for health checks and for shutting down. */
export interface RemoteService {
  /** Resolves once there is a connection. @throws ServiceUnavailableError if there is none within the deadline */
  readonly ping: () => Promise<void>;
  readonly breakerState: () => BreakerState;
  /** Takes no further calls and lets the connection go. */
  readonly close: () => void;
}

export interface ServiceClient extends RemoteService {
  /**
   * Calls `method` and reads its answer with `answer`. A method that its proto declares `IDEMPOTENT` or
   * `NO_SIDE_EFFECTS` is tried again after a transient failure; every try has a deadline of its own.
   * @throws ServiceUnavailableError, ServiceContractError
   */
  readonly call: <Answer>(method: string, request: object, answer: z.ZodType<Answer>) => Promise<Answer>;
}

/** After an outage a channel waits between reconnects for up to 2 minutes by default: longer than our breaker does. */
const channelOptions = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 5_000 };

const isRepeatable = (method: MethodDefinition<object, object>): boolean =>
  method.options.idempotency_level !== IdempotencyLevel.IDEMPOTENCY_UNKNOWN;

/** Connects (when first needed) to a service; `name` is what errors and figures call it. */
export const connectService = (
  name: string,
  service: ServiceDefinition,
  { address, credentials = channelCredentials.createInsecure(), policy, observer }: ServiceClientOptions,
): ServiceClient => {
  const { deadline, ...retries } = { ...defaultCallPolicy, ...policy };
  const client = new Client(address, credentials, channelOptions);
  const guarded = guardCalls({
    service: name,
    policy: retries,
    isFailure: isTransient,
    // A probe may take as long as its deadline: too long for other calls to wait.
    duringProbe: 'fail',
    breakerChanged: (state) => observer?.breakerChanged({ service: name, state }),
  });

  const attempt = (method: string, definition: MethodDefinition<object, object>, request: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      const { path, requestSerialize, responseDeserialize } = definition;
      const options = { deadline: Date.now() + deadline };
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, (error, answer) => {
        const seconds = (performance.now() - started) / 1000;
        observer?.attempted({ service: name, method, status: statusName(error), seconds });
        if (error === null) resolve(answer);
        else reject(error);
      });
    });

  return {
    async call(method, request, answer) {
      const definition = service[method];
      if (definition === undefined) throw new TypeError(`${name} has no method ${method}`);
      let received: unknown;
      try {
        received = await guarded.run(() => attempt(method, definition, request), isRepeatable(definition));
      } catch (error) {
        throw toCallerError(name, method, error);
      }
      const parsed = answer.safeParse(received);
      if (!parsed.success) throw new ServiceContractError(name, method, { cause: parsed.error });
      return parsed.data;
    },
    ping: () =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + deadline, (error) => {
          if (error === undefined) resolve();
          else reject(new ServiceUnavailableError(name, { cause: error }));
        });
      }),
    breakerState: guarded.breakerState,
    close: () => {
      client.close();
    },
  };
};
