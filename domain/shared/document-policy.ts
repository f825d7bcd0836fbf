import type { TaxRounding } from '../tax-document/regimes/regime.ts';
import type { TaxRegime } from '../tax-document/regimes/regimes.ts';
import type { Address } from './address.ts';

/** Names who issues: the organisation, as its tax authority knows it. Public, not personal. */
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

/** Says by whose rules an organisation documents its sales, and as whom. */
export interface DocumentPolicy {
  readonly regime: TaxRegime;
  readonly rounding: TaxRounding;
  readonly issuer: TaxIssuer;
}
