import type { PromotionTerms } from '../../domain/promotion/events.ts';
import type { PromotionState } from '../../domain/promotion/state.ts';
import { couponPromotionId } from '../../domain/shared/pricing/promotion.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';

type Dependencies = Pick<UseCaseDependencies, 'handlers'>;

/** The id follows from the code; without a code it is the command's id. A code that was used before is `code_taken`. */
export const definePromotion =
  ({ handlers }: Dependencies) =>
  (context: CommandContext, terms: PromotionTerms): Promise<Outcome<PromotionState>> => {
    const promotionId = terms.code === null ? context.commandId : couponPromotionId(terms.code);
    const at = businessTime(context);
    return handlers.promotion.handle(promotionId, context, { type: 'DefinePromotion', promotionId, terms, at });
  };

/** What is not named stays as it is; the code always does. */
export const changePromotion =
  ({ handlers }: Dependencies) =>
  (
    context: CommandContext,
    promotionId: string,
    changes: Partial<Omit<PromotionTerms, 'code'>>,
  ): Promise<Outcome<PromotionState>> =>
    handlers.promotion.handle(promotionId, context, (promotion) =>
      promotion.exists
        ? { type: 'ChangePromotion', terms: { ...promotion.terms, ...changes }, at: businessTime(context) }
        : notFound('promotion'),
    );

export const endPromotion =
  ({ handlers }: Dependencies) =>
  (
    context: CommandContext,
    promotionId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<PromotionState>> =>
    handlers.promotion.handle(
      promotionId,
      context,
      () => refuseCardNumbers(reason) ?? { type: 'EndPromotion', reason, at: businessTime(context) },
    );
