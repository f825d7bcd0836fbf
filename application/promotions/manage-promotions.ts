import { couponPromotionId } from '../../domain/shared/pricing/promotion.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { PromotionUseCases } from './use-cases.ts';

type Dependencies = Pick<UseCaseDependencies, 'handlers'>;

export const definePromotion =
  ({ handlers }: Dependencies): PromotionUseCases['define'] =>
  (context, terms) => {
    const promotionId = terms.code === null ? context.commandId : couponPromotionId(terms.code);
    const at = businessTime(context);
    return handlers.promotion.handle(promotionId, context, { type: 'DefinePromotion', promotionId, terms, at });
  };

export const changePromotion =
  ({ handlers }: Dependencies): PromotionUseCases['change'] =>
  (context, promotionId, changes) =>
    handlers.promotion.handle(promotionId, context, (promotion) =>
      promotion.exists
        ? { type: 'ChangePromotion', terms: { ...promotion.terms, ...changes }, at: businessTime(context) }
        : notFound('promotion'),
    );

export const endPromotion =
  ({ handlers }: Dependencies): PromotionUseCases['end'] =>
  (context, promotionId, { reason }) =>
    handlers.promotion.handle(
      promotionId,
      context,
      () => refuseCardNumbers(reason) ?? { type: 'EndPromotion', reason, at: businessTime(context) },
    );
