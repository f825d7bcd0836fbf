import { reject, type Decision, type Refusal } from '../../shared/decider.ts';
import type { Minor } from '../../shared/money.ts';
import { isBeingPaidBack, outstanding, paidBack, refundableTotal } from '../payments/balance.ts';
import type { RequestRefund } from '../commands.ts';
import type { EventRecorder } from '../event-recorder.ts';
import type { ExchangeOffer, OrderEvent, RefundMethod } from '../events.ts';
import { refundAcross } from '../payments/refund-payments.ts';
import { returnOf, unknownPart } from '../parts.ts';
import type { OrderReturnState } from '../facts.ts';

/** Refuses `exchange`, a method only for a return that was asked for as one. */
export const noExchangeAgreed = (): Refusal =>
  reject('rule', 'no_exchange_agreed', 'no goods were asked for instead: choose another refund method');

/**
 * Pays for a return, at most what can still be refunded: goodwill given before must not leave the return without an end.
 * With the method `exchange` its replacement is ordered too.
 */
export const refundReturn = (
  { refundId, method }: RequestRefund,
  returnId: string,
  recorder: EventRecorder,
): Decision<OrderEvent> => {
  const returned = returnOf(recorder.order, returnId);
  if (returned === undefined) return unknownPart('return', returnId);
  const { status, exchange } = returned;
  if (status !== 'received') {
    return reject('wrong_state', 'return_not_received', 'refund the return once it is received', { status });
  }
  const amount = Math.min(outstanding(recorder.order, returned), refundableTotal(recorder.order));
  if (amount === 0 && isBeingPaidBack(recorder.order, returned)) {
    return reject('rule', 'nothing_to_refund', 'the return is being refunded already');
  }
  if (method !== 'exchange') refundAcross(recorder, refunding(returnId, { refundId, amount, method }));
  else if (exchange !== null) exchangeReturn(recorder, { returned, exchange, refundId, amount });
  else return noExchangeAgreed();
  closeReturnOncePaid(recorder, returnId, refundId);
  return recorder.accept();
};

/**
 * Closes a return once nothing of it is under way and nothing more can be paid: all of it was, or there is no
 * captured money left. Otherwise (a refund failed) it waits for another request.
 */
export const closeReturnOncePaid = (recorder: EventRecorder, returnId: string, refundId: string): void => {
  const { order } = recorder;
  const returned = returnOf(recorder.order, returnId);
  if (returned?.status !== 'received' || isBeingPaidBack(order, returned)) return;
  if (outstanding(order, returned) > 0 && refundableTotal(order) > 0) return;
  const first = order.refunds.find((refund) => refund.returnId === returnId)?.refundId ?? refundId;
  recorder.record('OrderReturnRefunded', { returnId, refundId: first, amount: paidBack(order, returned) });
};

interface Exchange {
  readonly returned: OrderReturnState;
  readonly exchange: ExchangeOffer;
  readonly refundId: string;
  readonly amount: Minor;
}

/**
 * Gives store credit up to the replacement's total, the rest the way it came. Once: what a second request pays (a part of the first
 * one failed) is money, the replacement has its credit.
 */
const exchangeReturn = (recorder: EventRecorder, { returned, exchange, refundId, amount }: Exchange): void => {
  const { returnId, exchanged } = returned;
  const credit = exchanged ? 0 : Math.min(amount, exchange.quote.totals.total);
  refundAcross(
    recorder,
    {
      ...refunding(returnId, { refundId, amount: credit, method: 'store_credit' }),
      exchangeOrderId: exchange.orderId,
    },
    refunding(returnId, { refundId, amount: amount - credit, method: 'original_payment' }),
  );
  if (!exchanged) recorder.record('OrderReturnExchanged', { returnId, exchange, credit });
};

const refunding = (
  returnId: string,
  refund: { readonly refundId: string; readonly amount: Minor; readonly method: RefundMethod },
) => ({ ...refund, cause: 'return', returnId }) as const;
