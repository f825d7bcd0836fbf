import type { SalesQuoteEvent } from './events.ts';
import { changes, drafted } from './facts.ts';
import type { SalesQuoteState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: SalesQuoteState, event: SalesQuoteEvent): SalesQuoteState => {
  if (event.type === 'SalesQuoteDrafted') return { exists: true, ...drafted(event), acceptances: 0 };
  if (!state.exists) return state;
  const acceptances = event.type === 'SalesQuoteAccepted' ? event.data.acceptance : state.acceptances;
  return { ...state, ...changes(event), acceptances };
};
