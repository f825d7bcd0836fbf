/** A gateway's business "no" as the port has it. */
export interface GatewayRefusal {
  readonly ok: false;
  /** snake_case. */
  readonly reason: string;
  readonly message: string;
}

/** @param code the gateway's own code, in whatever spelling */
export const refusedByGateway = (code: string, message: string): GatewayRefusal => ({
  ok: false,
  reason: toReason(code),
  message,
});

/** A gateway's code (`INSTRUMENT_DECLINED`, `card-declined`) in snake_case. */
export const toReason = (code: string): string =>
  code
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '') || 'refused';

/** {@link import('./payment-reference.ts').toReferenceText} had no room: the organisation's id is too long. */
export const referenceTooLong: GatewayRefusal = {
  ok: false,
  reason: 'reference_too_long',
  message: 'the ids of the organisation and the payment have more than 127 characters together',
};
