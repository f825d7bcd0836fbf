import { accountOfPayment, creditAccountId, creditPaymentId } from '../../domain/credit/account-id.ts';
import type { CreditCommand } from '../../domain/credit/commands.ts';
import type { CreditEvent } from '../../domain/credit/events.ts';
import { redemptionOf, type CreditAccountState } from '../../domain/credit/state.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandHandlers } from '../command-handlers.ts';
import { deterministicId } from '../deterministic-id.ts';
import type { Handled, Intention } from '../intention.ts';
import { parentOf } from '../parent-id.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  GatewayAnswer,
  GatewayPayment,
  NewGatewayPayment,
  PaymentGateway,
  PaymentReference,
  PaymentStanding,
} from '../ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** What requests call paying with store credit. Part of the storage format. */
export const storeCredit = 'store_credit';

/** Names the commands of the gateway. Part of the storage format: never change it. */
const namespace = '3b8d3f7e-5d2c-4a57-9d55-6f1a2f0c7b61';

interface StoreCreditDependencies {
  readonly handlers: Pick<CommandHandlers, 'credit'>;
  readonly clock: Clock;
}

/**
 * Store credit as a payment gateway on the ledger, so that it is split, refunded, retried and repaired like any other. A
 * payment spends the account of the order's customer in the order's currency, or the account that its `methodId` names: a
 * guest's, which whoever knows its id may spend. It is refused as `insufficient_store_credit`, `credit_not_found` (none, or
 * not for this order) or `store_credit_account_required` (a guest names none).
 *
 * Nothing is held: `capture: 'later'` is captured at once, so there is nothing to complete, to capture or to give up, and
 * what an order does not keep of it is refunded.
 */
export const storeCreditGateway = ({ handlers, clock }: StoreCreditDependencies): PaymentGateway => {
  const handle = async (
    account: string,
    payment: PaymentReference,
    key: string,
    intention: Intention<CreditCommand, CreditEvent, CreditAccountState>,
  ): Promise<Handled<CreditEvent, CreditAccountState>> => {
    const { organizationId } = payment;
    const commandId = deterministicId(namespace, `${organizationId}\n${key}`);
    const actor = { subject: `gateway:${storeCredit}`, role: 'gateway' };
    const context: CommandContext = {
      organizationId,
      actor,
      commandId,
      correlationId: commandId,
      now: clock.now(),
    };
    const handled = await handlers.credit.handle(account, context, intention);
    if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError(storeCredit);
    return handled;
  };

  const find = async (payment: GatewayPayment): Promise<PaymentStanding> => {
    const look = await handle(accountOfPayment(payment), payment, `find\n${payment.paymentId}`, () => accept());
    return look.ok ? standingIn(look.state, payment.paymentId) : notSpent;
  };

  const answer = async (payment: GatewayPayment) => ({ ok: true, standing: await find(payment) }) as const;

  return {
    name: storeCredit,
    screened: false,

    create: async (payment) => {
      const account = payment.methodId ?? ownAccount(payment);
      if (account === undefined) return accountRequired;
      const { paymentId, customerId, currency, amount } = payment;
      const redeemed = await handle(account, payment, `redeem\n${paymentId}`, {
        type: 'RedeemCredit',
        redemptionId: paymentId,
        orderId: parentOf(paymentId),
        customerId,
        currency,
        amount,
        at: clock.now(),
      });
      if (!redeemed.ok) return refusedBy(redeemed);
      const gatewayPaymentId = creditPaymentId({ creditAccountId: account, paymentId });
      return { ok: true, gatewayPaymentId, standing: standingIn(redeemed.state, paymentId), nextStep: {} };
    },

    capture: answer,
    cancel: answer,

    refund: async (payment, { refundId, amount }) => {
      const restored = await handle(accountOfPayment(payment), payment, `restore\n${refundId}`, {
        type: 'RestoreCredit',
        redemptionId: payment.paymentId,
        restorationId: refundId,
        amount,
        at: clock.now(),
      });
      return restored.ok ? { ok: true, standing: { status: 'succeeded' } } : refusedBy(restored);
    },

    find,
    readWebhook: () => Promise.resolve({ ok: false, reason: 'unknown_sender' }),
    ping: () => Promise.resolve(),
  };
};

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
