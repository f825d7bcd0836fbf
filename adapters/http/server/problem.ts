import { EventTooLargeError } from '../../../application/ports/event-store.ts';
import { unavailabilityOf } from '../../../application/resilience/unavailability.ts';
import type { Rejection } from '../../../domain/shared/decider.ts';
import { firstServerError, type ProblemCode, problemStatus, rejectionStatus, unavailable } from './status-codes.ts';

export type Details = Readonly<Record<string, unknown>>;

interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Details;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Describes a request that is answered with an error. `code` is stable; `message` says what to do next. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly details: Details;
  readonly headers: Readonly<Record<string, string>>;
  constructor(parts: ProblemParts) {
    super(parts.message);
    this.status = parts.status;
    this.code = parts.code;
    this.details = parts.details ?? {};
    this.headers = parts.headers ?? {};
  }
}

/** Makes one of the adapter's own refusals. */
export const problem = (
  code: ProblemCode,
  message: string,
  details?: Details,
  headers?: Readonly<Record<string, string>>,
): Problem =>
  new Problem({ status: problemStatus[code], code, message, ...(details && { details }), ...(headers && { headers }) });

/** Makes a refusal of the domain as an answer. */
export const refusal = ({ kind, code, message, details }: Rejection): Problem =>
  new Problem({ status: rejectionStatus[kind], code, message, ...(details && { details }) });

const retryAfterSeconds = '2';

const notAnswering = (name: string, message: string): Problem =>
  new Problem({
    status: unavailable,
    code: `${name}_unavailable`,
    message,
    headers: { 'Retry-After': retryAfterSeconds },
  });

/** Lists what body-parser and the router call their errors, and what we call them. */
const parserProblems: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  'entity.parse.failed': ['malformed_json', 'the body is not valid JSON: check its quotes and commas'],
  'entity.too.large': ['body_too_large', 'the body is too large: split the request into smaller ones'],
  'encoding.unsupported': ['unsupported_media_type', 'send the body plain, or compressed with gzip, deflate or br'],
  'charset.unsupported': ['unsupported_media_type', 'send the body in UTF-8'],
};

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : undefined;

/** Turns what was thrown into what the caller sees. Of a bug that is only the request's id. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  if (error instanceof Problem) return error;
  const away = unavailabilityOf(error);
  if (away !== undefined) {
    const advice = 'send the same request again in a moment, with the same Idempotency-Key';
    return notAnswering(away, `${away.replaceAll('_', ' ')} does not answer: ${advice}`);
  }
  if (error instanceof EventTooLargeError) {
    return problem('command_too_large', 'the request is too large to be stored: split it into smaller ones');
  }
  const known = parserProblems[String(field(error, 'type'))];
  // Part of the body may still be on its way: what comes next on this connection would be read as a request.
  if (known !== undefined) return problem(known[0], known[1], undefined, { Connection: 'close' });
  const status = field(error, 'status');
  if (typeof status === 'number' && status < firstServerError) {
    return problem('malformed_request', 'the request cannot be read: check its path, headers and body');
  }
  return problem('internal_error', `something broke here: report it with the request id ${requestId}`, {
    request_id: requestId,
  });
};
