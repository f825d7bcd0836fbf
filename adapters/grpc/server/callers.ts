import type { Metadata } from '@grpc/grpc-js';
import { may, onlyCustomerOf, type Permission } from '../../../application/access/permissions.ts';
import type { CommandContext } from '../../../application/commands/context.ts';
import {
  commandContext,
  commandIdOf,
  isIdempotencyKey,
  isTraceId,
  requestHashOf,
} from '../../../application/commands/request.ts';
import type { Engine } from '../../../application/engine/engine.ts';
import type { History, Viewer } from '../../../application/history/history.ts';
import { given } from '../../../application/input/given.ts';
import type { Authenticator, Identity } from '../../../application/ports/identity.ts';
import type { Clock, Log } from '../../../application/ports/system.ts';
import type { OrderQueries } from '../../../projections/orders/queries.ts';
import type { VersionQueries } from '../../../projections/versions/queries.ts';
import { refused } from './refusals.ts';

/** Describes one call that came to an end. `status` is the gRPC status by name; a stream's seconds are its whole life. */
export interface EndedCall {
  readonly method: string;
  readonly status: string;
  readonly seconds: number;
}

/** Holds what the order service is made of. */
export interface OrderServerDependencies {
  readonly engine: {
    readonly carts: Pick<Engine['carts'], 'checkOut'>;
    readonly orders: Pick<Engine['orders'], 'cancel'>;
  };
  readonly readSide: OrderQueries & VersionQueries;
  readonly history: { readonly order: Pick<History['order'], 'events'> };
  readonly authenticator: Authenticator;
  /** Is a new UUID (version 7): ids of calls, and of commands without a key. */
  readonly newId: () => string;
  /** Turns what the machinery behind the ports threw into the errors that they name: those of a database, that is. */
  readonly translateError: (error: unknown) => unknown;
  readonly clock: Clock;
  readonly logger: Log;
  /** Says where figures go: called in line, so it must be quick and never throw. */
  readonly onCall?: (call: EndedCall) => void;
}

/** Says who makes a call, and what it is called. */
export interface Caller {
  readonly identity: Identity;
  readonly viewer: Viewer;
  readonly callId: string;
  readonly correlationId: string;
}

/** Reads the only value of a key; undefined for none, and for several. */
const valueOf = (metadata: Metadata, key: string): string | undefined => {
  const [value, ...more] = metadata.get(key);
  return typeof value === 'string' && more.length === 0 ? value : undefined;
};

/** @throws CallRefused `unauthenticated` or `forbidden` */
export const callerOf = async (
  { authenticator }: OrderServerDependencies,
  metadata: Metadata,
  permission: Permission,
  callId: string,
): Promise<Caller> => {
  const identity = await authenticator.authenticate(valueOf(metadata, 'authorization'));
  if (identity === undefined) throw refused('unauthenticated', 'send a valid token as metadata authorization');
  if (!may(identity.role, permission)) {
    throw refused('forbidden', `the role ${identity.role} may not do this: ask somebody who has ${permission}`);
  }
  const { organizationId } = identity;
  const onlyCustomerId = onlyCustomerOf(identity);
  const viewer = { organizationId, ...given({ onlyCustomerId }) };
  const named = valueOf(metadata, 'x-correlation-id');
  const correlationId = named !== undefined && isTraceId(named) ? named : callId;
  return { identity, viewer, callId, correlationId };
};

/**
 * What surrounds the command of a call. The same key gives the same command as over HTTP; there, too, another request under
 * it is refused.
 * @throws CallRefused `invalid_idempotency_key`
 */
export const contextOf = (
  { newId, clock }: OrderServerDependencies,
  { identity, correlationId }: Caller,
  metadata: Metadata,
  method: string,
  request: object,
  expectedVersion: number | undefined,
): CommandContext => {
  const key = valueOf(metadata, 'idempotency-key');
  const isKeyed = metadata.get('idempotency-key').length > 0;
  if (isKeyed && (key === undefined || !isIdempotencyKey(key))) {
    throw refused('invalid_idempotency_key', 'send one idempotency-key of 1 to 255 printable ASCII characters');
  }
  return commandContext({
    identity,
    correlationId,
    commandId: key === undefined ? newId() : commandIdOf(identity.organizationId, key),
    requestHash: key === undefined ? undefined : requestHashOf(`grpc ${method}`, identity.subject, request),
    expectedVersion,
    now: clock.now(),
  });
};
