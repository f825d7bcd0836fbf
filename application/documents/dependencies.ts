import { taxRegimes, type TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Clock } from '../ports/system.ts';
import type { TaxAuthority } from '../ports/tax-authority.ts';
import type { FolioRanges } from './folio-ranges.ts';

/** Holds what documents are made with, once they are requested. */
export interface DocumentDependencies {
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
  readonly authorities: TaxAuthorities;
  readonly folioRanges: FolioRanges;
  readonly clock: Clock;
}

/** Holds the authority of each regime whose documents can be made here. */
export type TaxAuthorities = ReadonlyMap<TaxRegime, TaxAuthority>;

/**
 * Finds the authority that signs and judges documents of a regime; undefined if the regime has none.
 * @throws Error if it has one that is not configured
 */
export const authorityOf = (authorities: TaxAuthorities, regime: TaxRegime): TaxAuthority | undefined => {
  const authority = authorities.get(regime);
  if (authority !== undefined || taxRegimes[regime].country === null) return authority;
  throw new Error(`documents of ${regime} need their tax authority: configure it, or choose plain documents`);
};
