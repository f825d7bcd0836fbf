import { promotionAllowanceId } from '../../domain/allowance/events.ts';
import { reject, type Rejection, type Refusal } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { limitedUses, type LimitedUse } from '../../domain/shared/pricing/applied-promotions.ts';
import type { AppliedDiscount } from '../../domain/shared/pricing/price-quote.ts';
import { businessTime, unconditional, type CommandContext } from '../commands/context.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

type Dependencies = Pick<UseCaseDependencies, 'handlers' | 'ids'>;

/** A sale that is about to be made. */
export interface PromisedSale {
  /** The order's id, or the till's transaction's: uses that it has already are not taken again. */
  readonly saleId: string;
  readonly customerId: string | null;
  readonly discounts: readonly AppliedDiscount[];
  /** When the uses are free again unless the sale was made by then. */
  readonly until: Instant;
}

/**
 * Holds a use of every promotion that the sale uses and whose uses are counted: all of them or none.
 * @returns the refusal `promotion_exhausted`, or `too_much_contention`; undefined if they are held
 * @throws EventStoreUnavailableError
 */
export const holdPromotions = async (
  dependencies: Dependencies,
  context: CommandContext,
  sale: PromisedSale,
): Promise<Refusal | undefined> => {
  const held: LimitedUse[] = [];
  for (const use of limitedUses(sale.discounts)) {
    const handled = await hold(dependencies, context, sale, use);
    if (!handled.ok) {
      await giveBack(dependencies, context, sale, held);
      return refusalOf(use, handled.rejection);
    }
    // What stood before is another call's, which may be about to make the same sale.
    if (handled.facts.length > 0) held.push(use);
  }
  return undefined;
};

const hold = (
  { handlers, ids }: Dependencies,
  context: CommandContext,
  { saleId, customerId, until }: PromisedSale,
  { promotionId, usage }: LimitedUse,
) => {
  const allowanceId = promotionAllowanceId(promotionId);
  return handlers.allowance.handle(allowanceId, stepOf(context, ids.event()), {
    type: 'HoldAllowance',
    allowanceId,
    holdId: saleId,
    holder: customerId,
    amount: 1,
    limit: usage.limit,
    limitPerHolder: usage.limitPerCustomer,
    until,
    at: businessTime(context),
  });
};

const giveBack = async (
  { handlers, ids }: Dependencies,
  context: CommandContext,
  { saleId }: PromisedSale,
  uses: readonly LimitedUse[],
): Promise<void> => {
  for (const { promotionId } of uses) {
    const allowanceId = promotionAllowanceId(promotionId);
    const releaseId = ids.event();
    const release = { type: 'ReleaseAllowance', releaseId, amount: null, at: businessTime(context) } as const;
    await handlers.allowance.handle(allowanceId, stepOf(context, releaseId), {
      ...release,
      allowanceId,
      holdId: saleId,
    });
  }
};

/** Known by what is held, not by its command: what was given back may be held again by the same command. */
const stepOf = (context: CommandContext, commandId: string): CommandContext => ({
  ...unconditional(context),
  commandId,
  causationId: context.commandId,
});

const refusalOf = ({ code, promotionId }: LimitedUse, rejection: Rejection): Refusal => {
  if (rejection.code !== 'allowance_exhausted') return { ok: false, rejection };
  const { left, left_to_holder: leftToCustomer } = rejection.details ?? {};
  const details = { code, promotion_id: promotionId, left, left_to_customer: leftToCustomer };
  const why = left === 0 ? 'is used up' : 'was used by this customer as often as may be';
  return reject('rule', 'promotion_exhausted', `${code} ${why}: order without it`, details);
};
