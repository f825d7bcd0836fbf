import type { Instant } from '../shared/message.ts';
import type { PromotionTerms } from './events.ts';

interface At {
  readonly at: Instant;
}

/** Defines a promotion; the id of one with a code follows from the code (`couponPromotionId`). */
export interface DefinePromotion extends At {
  readonly type: 'DefinePromotion';
  readonly promotionId: string;
  readonly terms: PromotionTerms;
}

/** Gives all terms anew, the code among them, which stays. */
export interface ChangePromotion extends At {
  readonly type: 'ChangePromotion';
  readonly terms: PromotionTerms;
}

export interface EndPromotion extends At {
  readonly type: 'EndPromotion';
  readonly reason: string;
}

export type PromotionCommand = DefinePromotion | ChangePromotion | EndPromotion;
