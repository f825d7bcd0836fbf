import type { OrderType, Settlement } from '../../domain/order/events.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import type { PaymentGateways } from '../ports/payment-gateway.ts';

/** A way to pay. */
interface Tender {
  readonly settlement: Settlement;
  /** The order types that may pay with it; all if absent. */
  readonly orderTypes?: readonly OrderType[];
}

/** Lists the ways to pay that need no provider, by the name that requests use. Every configured gateway is one more. */
const tenders: Readonly<Record<string, Tender>> = {
  cash: { settlement: 'immediate' },
  external: { settlement: 'immediate' },
  card_local: { settlement: 'immediate' },
  credit_terms: { settlement: 'terms', orderTypes: ['b2b'] },
};

/** How the tender settles; undefined if an order of this type cannot be paid with it. */
export const settlementOf = (
  method: string,
  orderType: OrderType,
  gateways: PaymentGateways,
): Settlement | undefined => {
  const tender = Object.hasOwn(tenders, method) ? tenders[method] : undefined;
  if (tender === undefined) return gateways.has(method) ? 'gateway' : undefined;
  return tender.orderTypes?.includes(orderType) === false ? undefined : tender.settlement;
};

export const paymentMethodUnavailable = (orderType: OrderType, gateways: PaymentGateways): Refusal => {
  const methods = [...new Set([...Object.keys(tenders), ...gateways.keys()])].filter(
    (method) => settlementOf(method, orderType, gateways) !== undefined,
  );
  return reject('rule', 'payment_method_unavailable', `choose one of: ${methods.join(', ')}`, { methods });
};

/** Refuses a way to pay that orders of this type do not have. */
export const refuseTender = (method: string, orderType: OrderType, gateways: PaymentGateways): Refusal | undefined =>
  settlementOf(method, orderType, gateways) === undefined ? paymentMethodUnavailable(orderType, gateways) : undefined;

/** Refuses buyers who say of themselves that they paid in cash. */
export const tenderTakenByStaff = (): Refusal =>
  reject('forbidden', 'tender_taken_by_staff', 'only staff can take this tender: choose a payment provider’s');
