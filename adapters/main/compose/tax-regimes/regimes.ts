import type pg from 'pg';
import type { TaxAuthorities } from '../../../../application/documents/dependencies.ts';
import type { DocumentPrinter } from '../../../../application/ports/document-printer.ts';
import type { DocumentPolicy, TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import { taxRegimes, type TaxRegime } from '../../../../domain/tax-document/regimes/regimes.ts';
import { documentPrinter } from '../../../tax-documents/page/page.ts';
import type { Config } from '../../config/config.ts';
import type { Closing } from '../closing.ts';
import { chile } from './chile.ts';
import { mexico } from './mexico.ts';
import type { PageConfig, TaxRegimeParts } from './parts.ts';
import { peru } from './peru.ts';
import { plain } from './plain.ts';

/** Lists once what tax regimes have outside the domain. */
const parts: Readonly<Record<TaxRegime, TaxRegimeParts>> = { CL: chile, PE: peru, MX: mexico, plain };

/** Says by whose rules sales are documented, and as whom: as configured, or as the sandbox's own issuer. */
export const documentPolicy = (config: Config): DocumentPolicy => {
  const regime = config.TAX_REGIME;
  const { rounding } = taxRegimes[regime];
  const issuer = config.TAX_ISSUER_ID === undefined ? parts[regime].sandboxIssuer : configuredIssuer(config);
  return { regime, rounding: config.TAX_ROUNDING ?? rounding, issuer };
};

/** Reads what the configuration's checks have seen to. */
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

/** Opens the authority that signs and judges documents: as configured, or in the sandbox. */
export const openTaxAuthorities = async (config: Config, pool: pg.Pool, closing: Closing): Promise<TaxAuthorities> => {
  const { regime, issuer } = documentPolicy(config);
  const { authority } = parts[regime];
  if (authority === null) return new Map();
  const { TAX_CERTIFICATE_FILE: certificateFile } = config;
  const opened =
    certificateFile === undefined
      ? await authority.openSandbox(issuer, pool, closing)
      : await authority.open(config, issuer, certificateFile);
  return new Map([[regime, opened]]);
};

export const openDocumentPrinter = (config: PageConfig): DocumentPrinter =>
  documentPrinter({
    CL: parts.CL.page(config),
    PE: parts.PE.page(config),
    MX: parts.MX.page(config),
    plain: parts.plain.page(config),
  });
