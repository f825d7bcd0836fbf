import type { CreditCommand } from '../../domain/credit/commands.ts';
import type { CreditEvent } from '../../domain/credit/events.ts';
import type { CreditAccountState } from '../../domain/credit/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import type { CommandPlan, Handled } from '../commands/outcome.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { Clock } from '../ports/system.ts';

/** What requests call paying with store credit. Part of the storage format. */
export const storeCredit = 'store_credit';

/** Names the commands that spend. Part of the storage format: never change it. */
const namespace = '3b8d3f7e-5d2c-4a57-9d55-6f1a2f0c7b61';

/** What is spent, of which account, on what. */
export interface CreditRedemption {
  readonly organizationId: string;
  readonly creditAccountId: string;
  /** The payment, by a name that no other payment of the organisation has. */
  readonly redemptionId: string;
  readonly orderId: string;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly amount: Minor;
}

type Spent = Promise<Handled<CreditEvent, CreditAccountState>>;
type Redeemed = Pick<CreditRedemption, 'organizationId' | 'creditAccountId' | 'redemptionId'>;

/**
 * The store credit ledger, for those who pay with it: each redemption, and each restoration of it, is done once by its id.
 * @throws ServiceUnavailableError if too much happens to the account at once: say it again
 */
export interface CreditSpending {
  redeem(redemption: CreditRedemption): Spent;
  restore(redemption: Redeemed, restoration: { readonly restorationId: string; readonly amount: Minor }): Spent;
  /** The account as it is. */
  look(redemption: Redeemed): Spent;
}

export const creditSpending = ({
  handlers,
  clock,
}: {
  readonly handlers: Pick<CommandHandlers, 'credit'>;
  readonly clock: Clock;
}): CreditSpending => {
  const handle = async (
    { organizationId, creditAccountId }: Redeemed,
    key: string,
    plan: CommandPlan<CreditCommand, CreditEvent, CreditAccountState>,
  ): Spent => {
    const commandId = deterministicId(namespace, `${organizationId}\n${key}`);
    const actor = { subject: `gateway:${storeCredit}`, role: 'gateway' };
    const context: CommandContext = {
      organizationId,
      actor,
      commandId,
      correlationId: commandId,
      now: clock.now(),
    };
    const handled = await handlers.credit.handle(creditAccountId, context, plan);
    if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError(storeCredit);
    return handled;
  };

  return {
    redeem: ({ redemptionId, orderId, customerId, currency, amount, ...rest }) =>
      handle({ ...rest, redemptionId }, `redeem\n${redemptionId}`, {
        type: 'RedeemCredit',
        redemptionId,
        orderId,
        customerId,
        currency,
        amount,
        at: clock.now(),
      }),

    restore: (redemption, { restorationId, amount }) =>
      handle(redemption, `restore\n${restorationId}`, {
        type: 'RestoreCredit',
        redemptionId: redemption.redemptionId,
        restorationId,
        amount,
        at: clock.now(),
      }),

    look: ({ creditAccountId, ...redemption }) => handlers.credit.current(creditAccountId, redemption),
  };
};
