import type { PaymentState } from '../../domain/order/facts.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { GatewayPayment, PaymentGateway, PaymentGateways, PaymentReference } from '../ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** A payment as its gateway knows it; undefined as long as the gateway has not given its id of it. */
export const gatewayPayment = (
  organizationId: string,
  currency: Currency,
  { paymentId, gatewayPaymentId }: Pick<PaymentState, 'paymentId' | 'gatewayPaymentId'>,
): GatewayPayment | undefined =>
  gatewayPaymentId === null ? undefined : { organizationId, paymentId, gatewayPaymentId, currency };

/**
 * The gateway of a payment that was begun with it.
 * @throws ServiceUnavailableError while it is not configured: what waits for it goes on once it is again
 */
export const gatewayNamed = (gateways: PaymentGateways, name: string): PaymentGateway => {
  const gateway = gateways.get(name);
  if (gateway === undefined) throw new ServiceUnavailableError(name);
  return gateway;
};

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

/** As much as PayPal keeps for us, the least of all gateways. */
const maxLength = 127;

/** Payment ids end like that (`<order>.P1`); references of other shops hardly do. */
const pattern = /^(.+)\/([^/]+\.P[1-9]\d*)$/s;

/**
 * Our payment as the one text that a gateway keeps for us: organisation, a slash, payment id. Undefined if it is longer
 * than 127 characters: part of a reference would name no payment.
 */
export const toReferenceText = ({ organizationId, paymentId }: PaymentReference): string | undefined => {
  const text = `${organizationId}/${paymentId}`;
  return text.length <= maxLength ? text : undefined;
};

/** Reads what {@link toReferenceText} made; undefined for anything else: a payment of another shop. */
export const parseReferenceText = (text: string | null | undefined): PaymentReference | undefined => {
  const [, organizationId, paymentId] = pattern.exec(text ?? '') ?? [];
  return organizationId === undefined || paymentId === undefined ? undefined : { organizationId, paymentId };
};
