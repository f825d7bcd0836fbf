import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from './context.ts';
import { onlyCustomerOf } from '../access/permissions.ts';
import type { Identity } from '../ports/identity.ts';

/** Names the command of an idempotency key. Part of the storage format: never change it. */
const keyNamespace = '6f0e3f0a-6f5b-4d0c-9a55-0b6f3f2f8f11';

const traceId = /^[\w.:-]{1,128}$/;
const keyPattern = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** Whether a caller's own id of a request is fit to be logged and stored. */
export const isTraceId = (text: string): boolean => traceId.test(text);

/** Whether a text may be an idempotency key: 1 to 255 printable ASCII characters. */
export const isIdempotencyKey = (text: string): boolean => keyPattern.test(text);

/**
 * What must be the same for two requests with one key to be the same request.
 *
 * @param action what is asked for: a method and a path
 */
export const requestHashOf = (action: string, subject: string, body: unknown): string =>
  createHash('sha256')
    .update(`${action}\n${subject}\n${canonical(body)}`)
    .digest('hex');

/** The id of a keyed command: the same key of the same organisation is the same command, on whichever server. */
export const commandIdOf = (organizationId: string, key: string): string =>
  v5(`${organizationId}\n${key}`, keyNamespace);

/** Everything that surrounds the command of a request. `requestHash` is set if it has an idempotency key. */
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

/** JSON with the keys of every object in order: the same text for the same value, however it was written. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
};
