import type { PromotionDefined, PromotionEvent } from '../../domain/promotion/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { PromotionDocument } from './view.ts';

/** Gives the promotion after an event; undefined if none begins with it. */
export const evolvePromotion = (
  promotion: PromotionDocument | undefined,
  event: PromotionEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): PromotionDocument | undefined => {
  if (event.type === 'PromotionDefined') return defined(event);
  return promotion && { ...promotion, ...changes(event), version };
};

const defined = ({ data }: PromotionDefined): PromotionDocument => ({
  promotionId: data.promotionId,
  status: 'active',
  version: 1,
  terms: data.terms,
  definedAt: data.at,
  endedAt: null,
  endReason: null,
});

const changes = (event: Exclude<PromotionEvent, PromotionDefined>): Partial<PromotionDocument> => {
  switch (event.type) {
    case 'PromotionChanged':
      return { terms: event.data.terms };
    case 'PromotionEnded':
      return { status: 'ended', endedAt: event.data.at, endReason: event.data.reason };
  }
};
