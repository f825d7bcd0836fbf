import type { Metadata } from '@grpc/grpc-js';
import type { CommandContext } from '../../../application/commands/context.ts';
import type { Viewer } from '../../../application/history/history.ts';
import { may, onlyCustomerOf, type Permission } from '../../../application/access/permissions.ts';
import type { Identity } from '../../../application/ports/identity.ts';
import {
  commandContext,
  commandIdOf,
  isIdempotencyKey,
  isTraceId,
  requestHashOf,
} from '../../../application/commands/request.ts';
import type { OrderServerDependencies } from './dependencies.ts';
import { refused } from './refusals.ts';

/** Who makes a call, and what it is called. */
export interface Caller {
  readonly identity: Identity;
  readonly viewer: Viewer;
  readonly callId: string;
  readonly correlationId: string;
}

/** The only value of a key; undefined for none, and for several. */
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
  const viewer = { organizationId, ...(onlyCustomerId !== undefined && { onlyCustomerId }) };
  const given = valueOf(metadata, 'x-correlation-id');
  const correlationId = given !== undefined && isTraceId(given) ? given : callId;
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
