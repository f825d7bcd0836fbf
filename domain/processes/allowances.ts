import { creditAllowanceId, promotionAllowanceId } from '../allowance/events.ts';
import type { AllowanceCommand } from '../allowance/commands.ts';
import type { PlacedOrder } from '../order/state.ts';
import { limitedUses } from '../shared/pricing/applied-promotions.ts';
import { reactions, type EventNamed, type ProcessCommand } from './reaction.ts';

/** What never changes of the order, or the transaction at a till, that an event is about. */
export interface AllowancesSale extends Pick<PlacedOrder, 'customerId' | 'currency' | 'discounts'> {
  readonly payments: readonly Pick<PlacedOrder['payments'][number], 'paymentId' | 'settlement'>[];
}

/**
 * What an event means for the promotions that the sale used, and for its customer's credit: taken for good once the sale is made
 * or the payment promised, and given back as that is undone or paid. A part that is paid is known by the event's id.
 */
export const allowances = reactions<readonly ProcessCommand[], [eventId: string, sale: AllowancesSale]>()({
  OrderPlaced: ({ data }, _, sale) => takeUses(data.orderId, sale, data),
  OrderCancelled: ({ data }, _, sale) => giveUsesBack(data.orderId, sale, data),
  PaymentAuthorized: ({ data: { paymentId, amount, at } }, _, sale) =>
    onCredit(paymentId, sale, { type: 'ConfirmAllowance', holder: null, amount, at }),
  PaymentCaptured: ({ data: { paymentId, amount, at } }, eventId, sale) =>
    onCredit(paymentId, sale, { type: 'ReleaseAllowance', releaseId: eventId, amount, at }),
  PaymentFailed: (event, _, sale) => giveCreditBack(event, sale),
  PaymentVoided: (event, _, sale) => giveCreditBack(event, sale),
  PosTransactionCompleted: ({ data }, _, sale) => takeUses(data.transactionId, sale, data),
  PosTransactionVoided: ({ data }, _, sale) => giveUsesBack(data.transactionId, sale, data),
});

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

const giveCreditBack = (
  { data: { paymentId, at } }: EventNamed<'PaymentFailed' | 'PaymentVoided'>,
  sale: AllowancesSale,
): readonly ProcessCommand[] =>
  onCredit(paymentId, sale, { type: 'ReleaseAllowance', releaseId: 'given_up', amount: null, at });

/** A change of what is taken, wherever it is taken from. */
type Change = {
  readonly [Type in AllowanceCommand['type']]: Omit<
    Extract<AllowanceCommand, { readonly type: Type }>,
    'allowanceId' | 'holdId'
  >;
}['ConfirmAllowance' | 'ReleaseAllowance'];

/** Takes credit only for what a customer owes: other payments are made, or promised by a provider. */
const onCredit = (
  paymentId: string,
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
