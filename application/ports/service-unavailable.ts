/** A service at the other end did not answer, or not in time. Repeating later is safe: calls carry idempotency keys. */
export class ServiceUnavailableError extends Error {
  override readonly name = 'ServiceUnavailableError';
  readonly service: string;
  constructor(service: string, options?: ErrorOptions) {
    super(`${service} does not answer; try again in a moment`, options);
    this.service = service;
  }
}
