import { status, type ServiceError } from '@grpc/grpc-js';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';

/**
 * The far end found the request wrong in itself, or answered what its contract does not allow. Repeating does not help:
 * one of the two sides has a bug.
 */
export class ServiceContractError extends Error {
  override readonly name = 'ServiceContractError';
  readonly service: string;
  readonly method: string;
  constructor(service: string, method: string, options: { readonly cause: Error }) {
    super(`${service} ${method}: ${options.cause.message}`, options);
    this.service = service;
    this.method = method;
  }
}

/** Broken machinery that may well work at the next try. */
const transient: ReadonlySet<status> = new Set([
  status.CANCELLED,
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
  status.INTERNAL,
  status.UNAVAILABLE,
]);

/** What says something about the request, and nothing about the service. */
const refusals: ReadonlySet<status> = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.FAILED_PRECONDITION,
  status.OUT_OF_RANGE,
]);

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' && 'metadata' in error;

/** Whether to try again, and to count the failure against the service. */
export const isTransient = (error: Error): boolean => isServiceError(error) && transient.has(error.code);

/** The gRPC status of an ended call by name. */
export const statusName = (error: ServiceError | null): string => status[error?.code ?? status.OK];

/**
 * The failure of a call as its caller sees it. A service that turns us away altogether (credentials, an unknown method)
 * is as good as not there, and comes back once its set-up is mended.
 */
export const toCallerError = (service: string, method: string, error: unknown): unknown => {
  if (isServiceError(error) && refusals.has(error.code)) {
    return new ServiceContractError(service, method, { cause: error });
  }
  return isServiceError(error) ? new ServiceUnavailableError(service, { cause: error }) : error;
};
