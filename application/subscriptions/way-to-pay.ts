import { creditAccountId } from '../../domain/credit/events.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { StandingOrder } from '../../domain/subscription/events.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { storeCredit } from '../credit/credit-spending.ts';
import { paymentMethodUnavailable, settlementOf } from '../orders/tenders.ts';
import type { PaymentGateways } from '../ports/payment-gateway.ts';

export type WayToPay = Pick<StandingOrder, 'paymentMethod' | 'paymentMethodId'>;

/**
 * What is kept of how the orders of a subscription are paid. Store credit is the customer's own unless it names an account;
 * without a token buyers pay each order by themselves.
 * @returns refusals `card_number_refused`, `payment_method_unavailable`; `payment_method_not_stored`: nobody can charge it
 */
export const wayToPay = (
  gateways: PaymentGateways,
  { customerId, currency }: { readonly customerId: string; readonly currency: Currency },
  { paymentMethod, paymentMethodId }: WayToPay,
): Result<WayToPay> => {
  const settlement = settlementOf(paymentMethod, 'subscription', gateways);
  if (settlement === undefined) return paymentMethodUnavailable('subscription', gateways);
  const refusal = refuseCardNumbers(paymentMethodId ?? null);
  if (refusal !== undefined) return refusal;
  if (paymentMethodId !== undefined && settlement !== 'gateway') {
    return reject('rule', 'payment_method_not_stored', 'leave payment_method_id out: nobody can charge this tender');
  }
  const own = paymentMethod === storeCredit ? creditAccountId({ customerId, currency, orderId: '' }) : undefined;
  const stored = paymentMethodId ?? own;
  return { ok: true, value: stored === undefined ? { paymentMethod } : { paymentMethod, paymentMethodId: stored } };
};
