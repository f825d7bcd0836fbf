import type { PromotionTerms } from '../../domain/promotion/events.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** Describes a promotion as it is read. */
export interface PromotionDocument {
  readonly promotionId: string;
  readonly status: 'active' | 'ended';
  readonly version: number;
  readonly terms: PromotionTerms;
  readonly definedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endReason: string | null;
}
