import type { PromotionEvent } from './events.ts';
import type { PromotionState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: PromotionState, event: PromotionEvent): PromotionState => {
  if (event.type === 'PromotionDefined') {
    const { promotionId, terms, at } = event.data;
    return { exists: true, promotionId, status: 'active', terms, definedAt: at, endedAt: null, endReason: null };
  }
  if (!state.exists) return state;
  switch (event.type) {
    case 'PromotionChanged':
      return { ...state, terms: event.data.terms };
    case 'PromotionEnded':
      return { ...state, status: 'ended', endedAt: event.data.at, endReason: event.data.reason };
  }
};
