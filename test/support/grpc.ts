import { Server, ServerCredentials, type handleUnaryCall, type status } from '@grpc/grpc-js';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';
import { protoPath } from 'grpc-health-check';
import { z } from 'zod';
import { inventoryService } from '../../proto/services.ts';

/** The standard health service, grpc.health.v1. */
export const healthService = loadSync(protoPath, { enums: String, defaults: true })[
  'grpc.health.v1.Health'
] as ServiceDefinition;

/** What befalls one call: whether it is applied before, and how its caller learns of it. */
export interface Fault {
  readonly applied: boolean;
  /** `silence`: no answer, ever. `reset`: the connection breaks. A status: that error. A delay: a late answer. */
  readonly ending: 'silence' | 'reset' | { readonly status: status } | { readonly delayMs: number };
}

interface Call {
  readonly method: string;
  readonly request: object;
}

export interface ArrivedCall extends Call {
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
}

/** A call that changed something: the first one with its organisation, method and idempotency key. */
export interface LedgerEntry extends Call {
  readonly organizationId: string;
  readonly idempotencyKey: string;
}

/** A far end over real gRPC that does what its test tells it, and remembers what it did. */
export interface ServiceDouble {
  readonly address: string;
  /** Every call that arrived, in order, repetitions too. */
  readonly arrived: readonly ArrivedCall[];
  /** What was applied, in order; append-only, one entry a key. */
  readonly ledger: readonly LedgerEntry[];
  /** The next calls meet these, one each; after them all is well again. */
  fail(...faults: readonly Fault[]): void;
  stop(): void;
}

/** How a double answers each method. A method that is left out is UNIMPLEMENTED. */
export type Answers = Readonly<Record<string, (request: object) => object>>;

const keyed = z.object({ organization_id: z.string(), idempotency_key: z.string() });

/**
 * Serves `answers` on loopback, at a port of the system's choice or at a given address. Keyed calls are applied once: a
 * repetition gets the first answer.
 */
export const startDouble = async (
  service: ServiceDefinition,
  answers: Answers,
  at = '127.0.0.1:0',
): Promise<ServiceDouble> => {
  const server = new Server();
  const arrived: ArrivedCall[] = [];
  const ledger: LedgerEntry[] = [];
  const given = new Map<string, object>();
  const faults: Fault[] = [];
  let address = '';

  const applyOnce = (method: string, request: object, answer: () => object): object => {
    const parsed = keyed.safeParse(request);
    if (!parsed.success) return answer();
    const { organization_id: organizationId, idempotency_key: idempotencyKey } = parsed.data;
    const key = JSON.stringify([organizationId, method, idempotencyKey]);
    const earlier = given.get(key);
    if (earlier !== undefined) return earlier;
    const first = answer();
    given.set(key, first);
    ledger.push({ method, request, organizationId, idempotencyKey });
    return first;
  };

  const meet = (fault: Fault, answer: () => object, callback: Parameters<handleUnaryCall<object, object>>[1]): void => {
    const applied = fault.applied ? answer() : undefined;
    if (fault.ending === 'silence') return;
    if (fault.ending === 'reset') server.drain(address, 0);
    else if ('status' in fault.ending) callback({ code: fault.ending.status, details: 'injected' });
    else
      setTimeout(() => {
        callback(null, applied ?? answer());
      }, fault.ending.delayMs);
  };

  const handler =
    (method: string, answer: (request: object) => object): handleUnaryCall<object, object> =>
    ({ request }, callback) => {
      arrived.push({ method, request, atMs: performance.now() });
      const fault = faults.shift();
      const apply = (): object => applyOnce(method, request, () => answer(request));
      if (fault === undefined) callback(null, apply());
      else meet(fault, apply, callback);
    };

  server.addService(
    service,
    Object.fromEntries(Object.entries(answers).map(([method, answer]) => [method, handler(method, answer)])),
  );
  address = await listen(server, at);
  return {
    address,
    arrived,
    ledger,
    fail: (...injected) => {
      faults.push(...injected);
    },
    stop: () => {
      server.forceShutdown();
    },
  };
};

const listen = (server: Server, at: string): Promise<string> =>
  new Promise((resolve, reject) => {
    server.bindAsync(at, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(`127.0.0.1:${port}`);
      else reject(error);
    });
  });

const reserveRequest = z.object({ reference_id: z.string() });

/** An inventory that has enough of everything, except where `answers` says otherwise. */
export const startInventoryDouble = (answers: Answers = {}, at?: string): Promise<ServiceDouble> => {
  const ok = (): object => ({ ok: true });
  const generous: Answers = {
    CheckAvailability: ok,
    CheckStock: () => ({ available: true, available_quantity: '1000' }),
    ReserveStock: (request) => ({ ok: true, reservation_id: `reserved-${reserveRequest.parse(request).reference_id}` }),
    ConfirmReservation: ok,
    ReleaseReservation: ok,
    DeductStockBatch: ok,
    AddStockBatch: ok,
  };
  return startDouble(inventoryService, { ...generous, ...answers }, at);
};
