import type { PromotionDefined, PromotionEvent } from '../../domain/promotion/events.ts';
import type { PromotionDocument } from './view.ts';

/** The document of a new promotion. */
export const definedPromotion = ({ data }: PromotionDefined): PromotionDocument => ({
  promotionId: data.promotionId,
  status: 'active',
  version: 1,
  terms: data.terms,
  definedAt: data.at,
  endedAt: null,
  endReason: null,
});

/** What any later event changes in it. */
export const promotionChanges = (event: Exclude<PromotionEvent, PromotionDefined>): Partial<PromotionDocument> => {
  switch (event.type) {
    case 'PromotionChanged':
      return { terms: event.data.terms };
    case 'PromotionEnded':
      return { status: 'ended', endedAt: event.data.at, endReason: event.data.reason };
  }
};
