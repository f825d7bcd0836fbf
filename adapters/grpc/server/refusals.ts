import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { unavailabilityOf } from '../../../application/resilience/unavailability.ts';
import { EventTooLargeError } from '../../../application/ports/event-store.ts';
import type { Rejection, RejectionKind } from '../../../domain/shared/decider.ts';

// Names every refusal as gRPC calls it.

const rejectionStatus: Readonly<Record<RejectionKind, status>> = {
  wrong_state: status.FAILED_PRECONDITION,
  stale_version: status.ABORTED,
  rule: status.FAILED_PRECONDITION,
  not_found: status.NOT_FOUND,
  forbidden: status.PERMISSION_DENIED,
};

/** Lists the server's own refusals by their stable code. */
const problemStatus = {
  malformed_request: status.INVALID_ARGUMENT,
  validation_failed: status.INVALID_ARGUMENT,
  invalid_cursor: status.INVALID_ARGUMENT,
  invalid_idempotency_key: status.INVALID_ARGUMENT,
  command_too_large: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  order_not_found: status.NOT_FOUND,
  version_not_reached: status.FAILED_PRECONDITION,
  internal_error: status.INTERNAL,
} as const;

type Details = Readonly<Record<string, unknown>>;

/** Describes a call that is answered with an error. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly status: status;
  readonly code: string;
  readonly details: Details;
  constructor(grpcStatus: status, code: string, message: string, details: Details = {}) {
    super(message);
    this.status = grpcStatus;
    this.code = code;
    this.details = details;
  }
}

export const refused = (code: keyof typeof problemStatus, message: string, details?: Details): CallRefused =>
  new CallRefused(problemStatus[code], code, message, details);

/** Makes a refusal of the domain as an answer. */
export const rejected = ({ kind, code, message, details }: Rejection): CallRefused =>
  new CallRefused(rejectionStatus[kind], code, message, details);

export const orderNotFound = (): CallRefused => refused('order_not_found', 'there is no such order: check its id');

/** Turns what was thrown into what the caller sees. Of a bug that is only the call's id. */
export const toRefusal = (error: unknown, callId: string): CallRefused => {
  if (error instanceof CallRefused) return error;
  const away = unavailabilityOf(error);
  if (away !== undefined) {
    const message = `${away.replaceAll('_', ' ')} does not answer: make the same call again in a moment, with the same key`;
    return new CallRefused(status.UNAVAILABLE, `${away}_unavailable`, message);
  }
  if (error instanceof EventTooLargeError) {
    return refused('command_too_large', 'the request is too large to be stored: split it into smaller ones');
  }
  return refused('internal_error', `something broke here: report it with the call id ${callId}`, { call_id: callId });
};

/** Makes the refusal as it goes out, its code and details in the trailing metadata. */
export const toStatus = ({ status: code, code: errorCode, message, details }: CallRefused): StatusObject => {
  const metadata = new Metadata();
  metadata.set('error-code', errorCode);
  metadata.set('error-details-bin', Buffer.from(JSON.stringify(details)));
  return { code, details: message, metadata };
};
