import type { IncomingMessage } from 'node:http';
import { isIdempotencyKey, isTraceId } from '../../../application/commands/request.ts';
import { problem } from './problem.ts';

const etagPattern = /^"(0|[1-9]\d{0,14})"$/;

/** Node joins repeated headers with commas, or keeps the first; a list never matches the patterns here. */
const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Gives the caller's own id of this request, if it is fit to be logged and stored; otherwise a new one. */
export const requestIdOf = (request: IncomingMessage, newId: () => string): string => {
  const given = header(request, 'x-request-id');
  return given !== undefined && isTraceId(given) ? given : newId();
};

/** Gives what ties the caller's requests together: by default this request's id. */
export const correlationIdOf = (request: IncomingMessage, requestId: string): string => {
  const given = header(request, 'x-correlation-id');
  return given !== undefined && isTraceId(given) ? given : requestId;
};

/** @throws Problem `invalid_idempotency_key` */
export const idempotencyKeyOf = (request: IncomingMessage): string | undefined => {
  const key = header(request, 'idempotency-key');
  if (key === undefined || isIdempotencyKey(key)) return key;
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
