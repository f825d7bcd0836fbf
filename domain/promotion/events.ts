import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Promotion } from '../shared/pricing/promotion.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export const promotionStatuses = ['active', 'ended'] as const;

export type PromotionStatus = (typeof promotionStatuses)[number];

/** Holds everything that is said of a promotion. */
export type PromotionTerms = Omit<Promotion, 'promotionId'>;

type PromotionEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly promotionId: string; readonly at: Instant } & Data
>;

export type PromotionDefined = PromotionEventOf<'PromotionDefined', { readonly terms: PromotionTerms }>;

/** Gives it these terms from now on: what was priced, or put into carts, by the ones before stays. */
export type PromotionChanged = PromotionEventOf<'PromotionChanged', { readonly terms: PromotionTerms }>;

/** Ends it for good: it is not given any more. */
export type PromotionEnded = PromotionEventOf<'PromotionEnded', { readonly reason: string }>;

export type PromotionEvent = PromotionDefined | PromotionChanged | PromotionEnded;

export const promotionEvents: EventSchema<PromotionEvent> = {
  PromotionDefined: [],
  PromotionChanged: [],
  PromotionEnded: [],
};
