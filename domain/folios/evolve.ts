import type { FolioRangeEvent } from './events.ts';
import type { FolioRangeState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: FolioRangeState, event: FolioRangeEvent): FolioRangeState => {
  switch (event.type) {
    case 'FolioRangeOpened': {
      const { series, range, from, to, expiresAt } = event.data;
      return { exists: true, series, range, from, to, expiresAt, documentIds: [] };
    }
    case 'FolioAllocated':
      return state.exists ? { ...state, documentIds: [...state.documentIds, event.data.documentId] } : state;
  }
};
