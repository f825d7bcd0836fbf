import type { OrderType, Settlement } from '../../domain/order/events.ts';
import { reject } from '../../domain/shared/decider.ts';
import type { Refusal } from '../refusals.ts';

/** A way to pay. */
interface Tender {
  readonly settlement: Settlement;
  /** The order types that may pay with it; all if absent. */
  readonly orderTypes?: readonly OrderType[];
}

/** Every way to pay, by the name that requests use. */
const tenders: Readonly<Record<string, Tender>> = {
  cash: { settlement: 'immediate' },
  external: { settlement: 'immediate' },
  card_local: { settlement: 'immediate' },
  credit_terms: { settlement: 'terms', orderTypes: ['b2b'] },
};

/** How the tender settles; undefined if an order of this type cannot be paid with it. */
export const settlementOf = (method: string, orderType: OrderType): Settlement | undefined => {
  const tender = Object.hasOwn(tenders, method) ? tenders[method] : undefined;
  return tender?.orderTypes?.includes(orderType) === false ? undefined : tender?.settlement;
};

export const paymentMethodUnavailable = (orderType: OrderType): Refusal => {
  const methods = Object.keys(tenders).filter((method) => settlementOf(method, orderType) !== undefined);
  return reject('rule', 'payment_method_unavailable', `choose one of: ${methods.join(', ')}`, { methods });
};

/** Refuses a way to pay that orders of this type do not have. */
export const refuseTender = (method: string, orderType: OrderType): Refusal | undefined =>
  settlementOf(method, orderType) === undefined ? paymentMethodUnavailable(orderType) : undefined;

/** Nobody says of themselves that they paid in cash. */
export const tenderTakenByStaff = (): ReturnType<typeof reject> =>
  reject('forbidden', 'tender_taken_by_staff', 'only staff can take this tender: choose a payment provider’s');
