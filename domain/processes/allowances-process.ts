import { creditAllowanceId, promotionAllowanceId } from '../allowance/events.ts';
import type { AllowanceCommand } from '../allowance/commands.ts';
import type {
  OrderCancelled,
  OrderPlaced,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentFailed,
  PaymentVoided,
} from '../order/events.ts';
import type { PlacedOrder } from '../order/state.ts';
import type { PosTransactionCompleted, PosTransactionVoided } from '../pos/events.ts';
import { limitedUses } from '../shared/pricing/applied-promotions.ts';
import type { ProcessCommand } from './process.ts';

export type AllowancesEvent =
  | OrderPlaced
  | OrderCancelled
  | PaymentAuthorized
  | PaymentCaptured
  | PaymentFailed
  | PaymentVoided
  | PosTransactionCompleted
  | PosTransactionVoided;

/** Every event type after which something is taken, or free again, and no other. */
export const allowancesEvents = [
  'OrderPlaced',
  'OrderCancelled',
  'PaymentAuthorized',
  'PaymentCaptured',
  'PaymentFailed',
  'PaymentVoided',
  'PosTransactionCompleted',
  'PosTransactionVoided',
] as const satisfies readonly AllowancesEvent['type'][];

/** What never changes of the order, or the transaction at a till, that an event is about. */
export interface AllowancesSale extends Pick<PlacedOrder, 'customerId' | 'currency' | 'discounts'> {
  readonly payments: readonly Pick<PlacedOrder['payments'][number], 'paymentId' | 'settlement'>[];
}

/**
 * What the event means for the promotions that the sale used, and for its customer's credit: taken for good once the sale is made
 * or the payment promised, and given back as that is undone or paid.
 *
 * @param eventId what a part that is paid is known by
 */
export const allowanceCommands = (
  event: AllowancesEvent,
  eventId: string,
  sale: AllowancesSale,
): readonly ProcessCommand[] => {
  switch (event.type) {
    case 'OrderPlaced':
      return takeUses(event.data.orderId, sale, event.data);
    case 'PosTransactionCompleted':
      return takeUses(event.data.transactionId, sale, event.data);
    case 'OrderCancelled':
      return giveUsesBack(event.data.orderId, sale, event.data);
    case 'PosTransactionVoided':
      return giveUsesBack(event.data.transactionId, sale, event.data);
    case 'PaymentAuthorized': {
      const { amount, at } = event.data;
      return onCredit(event, sale, { type: 'ConfirmAllowance', holder: null, amount, at });
    }
    case 'PaymentCaptured': {
      const { amount, at } = event.data;
      return onCredit(event, sale, { type: 'ReleaseAllowance', releaseId: eventId, amount, at });
    }
    case 'PaymentFailed':
    case 'PaymentVoided': {
      const { at } = event.data;
      return onCredit(event, sale, { type: 'ReleaseAllowance', releaseId: 'given_up', amount: null, at });
    }
  }
};

type At = Pick<AllowanceCommand, 'at'>;

const takeUses = (saleId: string, { customerId, discounts }: AllowancesSale, { at }: At): readonly ProcessCommand[] =>
  limitedUses(discounts).map(({ promotionId }) =>
    sent({
      type: 'ConfirmAllowance',
      allowanceId: promotionAllowanceId(promotionId),
      holdId: saleId,
      holder: customerId,
      amount: 1,
      at,
    }),
  );

const giveUsesBack = (saleId: string, { discounts }: AllowancesSale, { at }: At): readonly ProcessCommand[] =>
  limitedUses(discounts).map(({ promotionId }) =>
    sent({
      type: 'ReleaseAllowance',
      allowanceId: promotionAllowanceId(promotionId),
      holdId: saleId,
      releaseId: 'undone',
      amount: null,
      at,
    }),
  );

/** A change of what is taken, wherever it is taken from. */
type Change = {
  readonly [Type in AllowanceCommand['type']]: Omit<
    Extract<AllowanceCommand, { readonly type: Type }>,
    'allowanceId' | 'holdId'
  >;
}['ConfirmAllowance' | 'ReleaseAllowance'];

/** Only what is owed by a customer takes credit: other payments are made, or promised by somebody else. */
const onCredit = (
  { data: { paymentId } }: PaymentAuthorized | PaymentCaptured | PaymentFailed | PaymentVoided,
  { payments, customerId, currency }: AllowancesSale,
  change: Change,
): readonly ProcessCommand[] => {
  const isOnTerms = payments.some((payment) => payment.paymentId === paymentId && payment.settlement === 'terms');
  if (!isOnTerms || customerId === null) return [];
  return [sent({ ...change, allowanceId: creditAllowanceId(customerId, currency), holdId: paymentId })];
};

const sent = (command: AllowanceCommand): ProcessCommand => ({
  aggregate: 'allowance',
  id: command.allowanceId,
  command,
});
