import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import type { PromotionQueries } from '../../../../projections/promotions/queries.ts';
import { promotions } from '../../../../projections/promotions/table.ts';
import type { PromotionDocument } from '../../../../projections/promotions/view.ts';

/** The promotions as their read model would have them if it never lagged. */
export const inMemoryPromotions = (
  streamsOf: (category: 'promotion', organizationId: string) => readonly (readonly RecordedEvent[])[],
): PromotionQueries => {
  const promotionsOf = (organizationId: string): readonly PromotionDocument[] =>
    streamsOf('promotion', organizationId)
      .flatMap((events) => promotions.after(undefined, events) ?? [])
      .toReversed();
  return {
    getPromotion: (organizationId, promotionId) =>
      Promise.resolve(promotionsOf(organizationId).find((each) => each.promotionId === promotionId)),
    listPromotions: (organizationId, { status, code }, { limit }) => {
      const found = promotionsOf(organizationId).filter(
        (each) => (status ?? each.status) === each.status && (code ?? each.terms.code) === each.terms.code,
      );
      return Promise.resolve(
        pageOf(found.slice(0, limit + 1), limit, ({ definedAt: at, promotionId: id }) => ({ at, id })),
      );
    },
  };
};
