import { taxRegimes, type TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';
import type { DocumentPolicy, TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { Config } from '../config/config.ts';

/** By whose rules sales are documented, and as whom: as configured, or as the sandbox's own issuer. */
export const documentPolicy = (config: Config): DocumentPolicy => ({
  regime: config.TAX_REGIME,
  rounding: config.TAX_ROUNDING ?? taxRegimes[config.TAX_REGIME].rounding,
  issuer: config.TAX_ISSUER_ID === undefined ? sandboxIssuers[config.TAX_REGIME] : configuredIssuer(config),
});

/** What the configuration's checks have seen to. */
const configuredIssuer = (config: Config): TaxIssuer => {
  const legalName = config.TAX_ISSUER_NAME ?? '';
  const { TAX_ISSUER_REGION: region, TAX_ISSUER_POSTAL_CODE: postalCode } = config;
  return {
    taxId: config.TAX_ISSUER_ID ?? '',
    legalName,
    activity: config.TAX_ISSUER_ACTIVITY ?? '',
    activityCode: config.TAX_ISSUER_ACTIVITY_CODE ?? '',
    address: {
      name: legalName,
      line1: config.TAX_ISSUER_LINE1 ?? '',
      city: config.TAX_ISSUER_CITY ?? '',
      ...(region !== undefined && { region }),
      ...(postalCode !== undefined && { postal_code: postalCode }),
      country: taxRegimes[config.TAX_REGIME].country ?? '',
    },
    addressCode: config.TAX_ISSUER_ADDRESS_CODE ?? '',
  };
};

/** Nobody's: their ids pass the check digits, and the sandbox's certificates are made out to them. */
const sandboxIssuers: Readonly<Record<TaxRegime, TaxIssuer>> = {
  plain: {
    taxId: '',
    legalName: 'Comanda Demo',
    activity: '',
    activityCode: '',
    address: { name: 'Comanda Demo', line1: '', city: '', country: '' },
    addressCode: '',
  },
  CL: {
    taxId: '11111111-1',
    legalName: 'Comercial Comanda SpA',
    activity: 'Venta al por menor en comercios',
    activityCode: '471990',
    address: { name: 'Comercial Comanda SpA', line1: 'Av. Providencia 1234', city: 'Providencia', country: 'CL' },
    addressCode: '',
  },
  PE: {
    taxId: '20000000001',
    legalName: 'Comercial Comanda S.A.C.',
    activity: '',
    activityCode: '',
    address: {
      name: 'Comercial Comanda S.A.C.',
      line1: 'Av. Larco 101',
      city: 'Miraflores',
      region: 'Lima',
      country: 'PE',
    },
    addressCode: '150122',
  },
  MX: {
    taxId: 'EKU9003173C9',
    legalName: 'ESCUELA KEMPER URGATE',
    activity: '601',
    activityCode: '',
    address: {
      name: 'ESCUELA KEMPER URGATE',
      line1: 'Calle 1',
      city: 'Ciudad de México',
      postal_code: '42501',
      country: 'MX',
    },
    addressCode: '',
  },
};
