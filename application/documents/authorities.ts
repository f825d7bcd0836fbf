import type { TaxRegime } from '../../domain/shared/document-policy.ts';
import type { TaxAuthority } from '../ports/tax-authority.ts';

/** By whose rules documents can be made here; `plain` ones need nobody. */
export type TaxAuthorities = ReadonlyMap<TaxRegime, TaxAuthority>;

/**
 * Who signs and judges documents of a regime; undefined if nobody does.
 * @throws Error if somebody should, and is not configured
 */
export const authorityOf = (authorities: TaxAuthorities, regime: TaxRegime): TaxAuthority | undefined => {
  const authority = authorities.get(regime);
  if (authority !== undefined || regime === 'plain') return authority;
  throw new Error(`documents of ${regime} need their tax authority: configure it, or choose plain documents`);
};
