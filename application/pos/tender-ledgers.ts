import { redemptionOf, spentBy } from '../../domain/credit/state.ts';
import { settlementId } from '../../domain/pos/ids.ts';
import type { SettledTender } from '../../domain/processes/tenders.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { creditSpending } from '../credit/credit-spending.ts';
import type { Customers } from '../ports/customers.ts';
import type { Clock } from '../ports/system.ts';

/** A payment at a till that is settled elsewhere than at the till. */
export interface TillTender extends SettledTender {
  readonly organizationId: string;
  readonly transactionId: string;
}

/** Where tenders are settled: by the payment's id, so each is taken once and given back once. Throws ServiceUnavailableError. */
export interface TenderLedgers {
  take(
    tender: TillTender,
    currency: Currency,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  /** Nothing if nothing was taken. */
  giveBack(tender: TillTender): Promise<void>;
}

export interface TenderLedgersDependencies {
  readonly handlers: Pick<CommandHandlers, 'credit'>;
  readonly customers: Pick<Customers, 'redeemLoyaltyPoints' | 'restoreLoyaltyPoints'>;
  readonly clock: Clock;
}

export const tenderLedgers = ({ handlers, customers, clock }: TenderLedgersDependencies): TenderLedgers => {
  const credit = creditSpending({ handlers, clock });
  return {
    take: async ({ organizationId, transactionId, paymentId, amount, settlement }, currency) => {
      const id = settlementId(transactionId, paymentId);
      if (settlement.kind === 'loyalty') {
        const { customerId, points } = settlement;
        const answer = await customers.redeemLoyaltyPoints({ organizationId, customerId, paymentId: id, points });
        return answer.ok ? answer : { ok: false, reason: 'insufficient_points' };
      }
      const { creditAccountId, customerId } = settlement;
      const redemption = { organizationId, creditAccountId, redemptionId: id, orderId: transactionId, customerId };
      const redeemed = await credit.redeem({ ...redemption, currency, amount });
      if (!redeemed.ok) return { ok: false, reason: redeemed.rejection.code };
      // a repetition answers the account of then, and what was taken may have gone back since
      const account = redeemed.repeated ? await credit.look(redemption) : redeemed;
      const taken = account.ok && account.state.exists ? redemptionOf(account.state, id) : undefined;
      return taken !== undefined && spentBy(taken) === amount ? { ok: true } : { ok: false, reason: 'given_back' };
    },

    giveBack: async ({ organizationId, transactionId, paymentId, amount, settlement }) => {
      const id = settlementId(transactionId, paymentId);
      if (settlement.kind === 'loyalty') {
        const { customerId, points } = settlement;
        return customers.restoreLoyaltyPoints({ organizationId, customerId, paymentId: id, points });
      }
      const { creditAccountId } = settlement;
      const redemption = { organizationId, creditAccountId, redemptionId: id };
      const restored = await credit.restore(redemption, { restorationId: id, amount });
      if (restored.ok || neverTaken.has(restored.rejection.code)) return;
      throw new Error(`store credit of payment ${id} does not go back: ${restored.rejection.code}`);
    },
  };
};

const neverTaken: ReadonlySet<string> = new Set(['unknown_redemption', 'credit_not_found']);
