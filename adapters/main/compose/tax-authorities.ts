import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { TaxAuthorities } from '../../../application/documents/authorities.ts';
import type { TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import { openSii, siiAddresses } from '../../tax-documents/chile/sii.ts';
import { swPac } from '../../tax-documents/mexico/pac-sw.ts';
import { openSat } from '../../tax-documents/mexico/sat.ts';
import { openSunat } from '../../tax-documents/peru/authority.ts';
import type { Closing } from './closing.ts';
import type { Config } from '../config/config.ts';
import { documentPolicy } from './document-policy.ts';
import { openSandboxAuthority } from './tax-sandbox.ts';

/** Who signs and judges documents: as configured, or in the sandbox; nobody for `plain` ones. */
export const openTaxAuthorities = async (config: Config, pool: pg.Pool, closing: Closing): Promise<TaxAuthorities> => {
  const { regime, issuer } = documentPolicy(config);
  if (regime === 'plain') return new Map();
  const authority =
    config.TAX_CERTIFICATE_FILE === undefined
      ? await openSandboxAuthority(regime, issuer, pool, closing)
      : await makers[regime](config, issuer, config.TAX_CERTIFICATE_FILE);
  return new Map([[regime, authority]]);
};

type Make = (config: Config, issuer: TaxIssuer, certificateFile: string) => Promise<TaxAuthority>;

const openChile: Make = async (config, issuer, certificateFile) => {
  const { SII_CAF_DIR: directory = '', SII_RESOLUTION_NUMBER: number, SII_RESOLUTION_DATE: date = '' } = config;
  const files = (await readdir(directory)).filter((file) => /\.xml$/i.test(file)).toSorted();
  return openSii({
    issuer,
    ...(await pemCredential(config, certificateFile)),
    cafs: await Promise.all(files.map((file) => readFile(join(directory, file), 'latin1'))),
    resolution: { number, date },
    ...chileanAddresses(config.TAX_AUTHORITY_URL ?? ''),
  });
};

/** The SII has a system for invoices and another for receipts, at addresses of their own. */
const chileanAddresses = (url: string) =>
  Object.values(siiAddresses).find((addresses) => addresses.url === url) ?? { url };

const openPeru: Make = async (config, issuer, certificateFile) =>
  openSunat({
    issuer,
    ...(await pemCredential(config, certificateFile)),
    url: config.TAX_AUTHORITY_URL ?? '',
    user: config.TAX_AUTHORITY_USER ?? '',
    password: config.TAX_AUTHORITY_PASSWORD ?? '',
  });

const openMexico: Make = async (config, issuer, certificateFile) => {
  const { TAX_PRIVATE_KEY_FILE: keyFile = '', TAX_PRIVATE_KEY_PASSWORD: password } = config;
  return openSat({
    issuer,
    certificatePem: await readFile(certificateFile),
    privateKeyPem: await readFile(keyFile),
    ...(password !== undefined && { privateKeyPassword: password }),
    pac: swPac({ token: config.TAX_AUTHORITY_PASSWORD ?? '', baseUrl: config.TAX_AUTHORITY_URL ?? '' }),
  });
};

const makers = { CL: openChile, PE: openPeru, MX: openMexico } as const;

const pemCredential = async (config: Config, certificateFile: string) => {
  const { TAX_PRIVATE_KEY_FILE: keyFile = '', TAX_PRIVATE_KEY_PASSWORD: passphrase } = config;
  const key = createPrivateKey({ key: await readFile(keyFile), ...(passphrase !== undefined && { passphrase }) });
  return {
    certificatePem: await readFile(certificateFile, 'utf8'),
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
