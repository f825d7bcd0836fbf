import type { Address } from './address.ts';

/**
 * Whose rules a document follows: Chile's (SII), Peru's (SUNAT), Mexico's (SAT), or nobody's: `plain` documents are numbered
 * and printed, but neither signed nor sent.
 */
export type TaxRegime = 'CL' | 'PE' | 'MX' | 'plain';

/**
 * Where prices contain their tax, net and tax come apart either for each line (and are added up), or once for the sum of
 * all lines of a rate. Either way net and tax add up to what is paid.
 */
export type TaxRounding = 'by_line' | 'by_total';

/** Who issues: the organisation, as its tax authority knows it. Public, not personal. */
export interface TaxIssuer {
  /** RUT, RUC or RFC, as its authority writes it; whatever the organisation uses under `plain`. */
  readonly taxId: string;
  readonly legalName: string;
  /** Chile: `giro` in words. Peru: unused. Mexico: the SAT's code of the tax regime (c_RegimenFiscal). */
  readonly activity: string;
  /** Chile: the SII's code of the economic activity (`acteco`); empty elsewhere. */
  readonly activityCode: string;
  readonly address: Address;
  /** Peru: UBIGEO; Mexico: `LugarExpedicion` is the address's postal code, so empty; Chile: empty. */
  readonly addressCode: string;
}

/** By whose rules an organisation documents its sales, and as whom. */
export interface DocumentPolicy {
  readonly regime: TaxRegime;
  readonly rounding: TaxRounding;
  readonly issuer: TaxIssuer;
}
