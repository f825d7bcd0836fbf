import type { PaymentReference } from '../ports/payment-gateway.ts';

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
