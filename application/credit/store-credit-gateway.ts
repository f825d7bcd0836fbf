import { accountOfPayment, creditAccountId, creditPaymentId, type CreditEvent } from '../../domain/credit/events.ts';
import { redemptionOf, type CreditAccountState } from '../../domain/credit/state.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { parentOf } from '../commands/ids.ts';
import type { Handled } from '../commands/outcome.ts';
import type {
  GatewayAnswer,
  GatewayPayment,
  NewGatewayPayment,
  PaymentGateway,
  PaymentStanding,
} from '../ports/payment-gateway.ts';
import type { Clock } from '../ports/system.ts';
import { creditSpending, storeCredit } from './credit-spending.ts';

interface StoreCreditDependencies {
  readonly handlers: Pick<CommandHandlers, 'credit'>;
  readonly clock: Clock;
}

/**
 * Store credit as a payment gateway on the ledger, so that it is split, refunded, retried and repaired like any other. A
 * payment spends the account of the order's customer in the order's currency, or the account that its `methodId` names: a
 * guest's, which every caller that knows its id may spend. It is refused as `insufficient_store_credit`, `credit_not_found` (none, or
 * not for this order) or `store_credit_account_required` (a guest names none).
 *
 * Nothing is held: `capture: 'later'` is captured at once, so there is nothing to complete, to capture or to give up, and
 * what an order does not keep of it is refunded.
 */
export const storeCreditGateway = (dependencies: StoreCreditDependencies): PaymentGateway => {
  const credit = creditSpending(dependencies);

  const find = async (payment: GatewayPayment): Promise<PaymentStanding> => {
    const look = await credit.look(redemptionBehind(payment));
    return look.ok ? standingIn(look.state, payment.paymentId) : notSpent;
  };

  const answer = async (payment: GatewayPayment) => ({ ok: true, standing: await find(payment) }) as const;

  return {
    name: storeCredit,
    screened: false,

    create: async (payment) => {
      const account = payment.methodId ?? ownAccount(payment);
      if (account === undefined) return accountRequired;
      const { organizationId, paymentId, customerId, currency, amount } = payment;
      const redeemed = await credit.redeem({
        organizationId,
        creditAccountId: account,
        redemptionId: paymentId,
        orderId: parentOf(paymentId),
        customerId,
        currency,
        amount,
      });
      if (!redeemed.ok) return refusedBy(redeemed);
      const gatewayPaymentId = creditPaymentId({ creditAccountId: account, paymentId });
      return { ok: true, gatewayPaymentId, standing: standingIn(redeemed.state, paymentId), nextStep: {} };
    },

    capture: answer,
    cancel: answer,

    refund: async (payment, { refundId, amount }) => {
      const restored = await credit.restore(redemptionBehind(payment), { restorationId: refundId, amount });
      return restored.ok ? { ok: true, standing: { status: 'succeeded' } } : refusedBy(restored);
    },

    find,
    readWebhook: () => Promise.resolve({ ok: false, reason: 'unknown_sender' }),
    ping: () => Promise.resolve(),
  };
};

const redemptionBehind = (payment: GatewayPayment) => ({
  organizationId: payment.organizationId,
  creditAccountId: accountOfPayment(payment),
  redemptionId: payment.paymentId,
});

const ownAccount = ({ paymentId, customerId, currency }: NewGatewayPayment): string | undefined =>
  customerId === null ? undefined : creditAccountId({ customerId, currency, orderId: parentOf(paymentId) });

const notSpent: PaymentStanding = { status: 'failed', reason: 'not_spent' };

/** What a refund gave back stays captured, as at any gateway. */
const standingIn = (state: CreditAccountState, paymentId: string): PaymentStanding => {
  const redemption = state.exists ? redemptionOf(state, paymentId) : undefined;
  return redemption === undefined ? notSpent : { status: 'captured', captured: redemption.amount };
};

type Refusal = Extract<GatewayAnswer<unknown>, { readonly ok: false }>;

const accountRequired: Refusal = {
  ok: false,
  reason: 'store_credit_account_required',
  message: 'name the store credit account to spend',
};

const refusedBy = ({
  rejection: { code: reason, message },
}: Extract<Handled<CreditEvent, CreditAccountState>, { readonly ok: false }>): Refusal => ({
  ok: false,
  reason,
  message,
});
