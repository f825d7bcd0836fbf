import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { v5 } from 'uuid';
import type { CommandContext } from '../../application/command-context.ts';
import type { Identity } from '../../application/ports/identity.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { canonical } from './canonical.ts';
import { onlyCustomerOf } from './permissions.ts';
import { problem } from './problem.ts';

/** Names the command of an idempotency key. Part of the storage format: never change it. */
const keyNamespace = '6f0e3f0a-6f5b-4d0c-9a55-0b6f3f2f8f11';

const traceId = /^[\w.:-]{1,128}$/;
const keyPattern = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const etagPattern = /^"(0|[1-9]\d{0,14})"$/;

/** Node joins repeated headers with commas, or keeps the first; a list never matches the patterns here. */
const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The caller's own id of this request, if it is fit to be logged and stored; otherwise a new one. */
export const requestIdOf = (request: IncomingMessage, newId: () => string): string => {
  const given = header(request, 'x-request-id');
  return given !== undefined && traceId.test(given) ? given : newId();
};

/** What ties the caller's requests together: by default this request's id. */
export const correlationIdOf = (request: IncomingMessage, requestId: string): string => {
  const given = header(request, 'x-correlation-id');
  return given !== undefined && traceId.test(given) ? given : requestId;
};

/** @throws Problem `invalid_idempotency_key` */
export const idempotencyKeyOf = (request: IncomingMessage): string | undefined => {
  const key = header(request, 'idempotency-key');
  if (key === undefined || keyPattern.test(key)) return key;
  throw problem('invalid_idempotency_key', 'send an Idempotency-Key of 1 to 255 printable ASCII characters');
};

/** @throws Problem `invalid_if_match` */
export const expectedVersionOf = (request: IncomingMessage): number | undefined => {
  const value = header(request, 'if-match');
  if (value === undefined) return undefined;
  const version = etagPattern.exec(value)?.[1];
  if (version !== undefined) return Number(version);
  throw problem('invalid_if_match', 'send If-Match with the version in quotes, as the ETag of the last answer had it');
};

/** What must be the same for two requests with one key to be the same request. */
export const requestHashOf = (method: string, path: string, subject: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${path}\n${subject}\n${canonical(body)}`)
    .digest('hex');

/** The id of a keyed command: the same key of the same organisation is the same command, on whichever server. */
export const commandIdOf = (organizationId: string, key: string): string =>
  v5(`${organizationId}\n${key}`, keyNamespace);

/** Everything that surrounds the command of a write. `keyed` is set if the request has an idempotency key. */
export const commandContext = (parts: {
  readonly identity: Identity;
  readonly correlationId: string;
  readonly commandId: string;
  readonly requestHash: string | undefined;
  readonly expectedVersion: number | undefined;
  readonly now: Instant;
}): CommandContext => {
  const { identity, requestHash, expectedVersion } = parts;
  const onlyCustomerId = onlyCustomerOf(identity);
  return {
    organizationId: identity.organizationId,
    actor: { subject: identity.subject, role: identity.role },
    commandId: parts.commandId,
    correlationId: parts.correlationId,
    now: parts.now,
    ...(onlyCustomerId !== undefined && { onlyCustomerId }),
    ...(requestHash !== undefined && { requestHash }),
    ...(expectedVersion !== undefined && { expectedVersion }),
  };
};
