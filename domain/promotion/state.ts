import type { Instant } from '../shared/message.ts';
import type { PromotionStatus, PromotionTerms } from './events.ts';

export interface DefinedPromotion {
  readonly exists: true;
  readonly promotionId: string;
  readonly status: PromotionStatus;
  readonly terms: PromotionTerms;
  readonly definedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endReason: string | null;
}

export type PromotionState = { readonly exists: false } | DefinedPromotion;

export const noPromotion: PromotionState = { exists: false };
