import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { TaxAuthority } from '../../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import type { CountryPage } from '../../../tax-documents/page/representation.ts';
import type { Config } from '../../config/config.ts';
import type { Closing } from '../closing.ts';

/** Says what a printed page depends on. */
export type PageConfig = Pick<Config, 'SII_RESOLUTION_NUMBER' | 'SII_RESOLUTION_DATE'>;

/** Opens an authority; what it needs besides its issuer and certificate the configuration's checks have seen to. */
interface Authority {
  readonly open: (config: Config, issuer: TaxIssuer, certificateFile: string) => Promise<TaxAuthority>;
  /** Starts one of the sandbox's own, with papers that it recognises: the same ones at every start. */
  readonly openSandbox: (issuer: TaxIssuer, pool: pg.Pool, closing: Closing) => Promise<TaxAuthority>;
}

/** Holds everything of a tax regime that is outside the domain. */
export interface TaxRegimeParts {
  /** Issues where no issuer is configured. Its id passes the check digits; the sandbox's certificate is made out to it. */
  readonly sandboxIssuer: TaxIssuer;
  readonly page: (config: PageConfig) => CountryPage;
  /** null: documents are not signed. */
  readonly authority: Authority | null;
}

/** Reads certificate and key, which may be encrypted, as PEM. */
export const pemCredential = async (config: Config, certificateFile: string) => {
  const { TAX_PRIVATE_KEY_FILE: keyFile = '', TAX_PRIVATE_KEY_PASSWORD: passphrase } = config;
  const key = createPrivateKey({ key: await readFile(keyFile), ...(passphrase !== undefined && { passphrase }) });
  return {
    certificatePem: await readFile(certificateFile, 'utf8'),
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
