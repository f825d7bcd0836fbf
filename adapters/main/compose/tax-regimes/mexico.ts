import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import { startSandboxPac } from '../../../sandbox/tax-authorities/mexico/server.ts';
import { certificateOf } from '../../../sandbox/tax-authorities/papers.ts';
import { openSat } from '../../../tax-documents/mexico/authority.ts';
import { swPac } from '../../../tax-documents/mexico/client.ts';
import { mexicoPage } from '../../../tax-documents/mexico/page.ts';
import { systemClock as clock } from '../system.ts';
import type { TaxRegimeParts } from './parts.ts';

export const mexico: TaxRegimeParts = {
  sandboxIssuer: {
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

  page: () => mexicoPage,

  authority: {
    open: async (config, issuer, certificateFile) => {
      const { TAX_PRIVATE_KEY_FILE: keyFile = '', TAX_PRIVATE_KEY_PASSWORD: password } = config;
      return openSat({
        issuer,
        certificatePem: await readFile(certificateFile),
        privateKeyPem: await readFile(keyFile),
        ...(password !== undefined && { privateKeyPassword: password }),
        pac: swPac({ token: config.TAX_AUTHORITY_PASSWORD ?? '', baseUrl: config.TAX_AUTHORITY_URL ?? '' }),
      });
    },

    openSandbox: async (issuer, pool, closing) => {
      const token = randomBytes(24).toString('hex');
      const sandbox = await startSandboxPac({ token, clock });
      closing.add(() => sandbox.stop());
      const credential = await certificateOf(pool, subjectOf(issuer));
      return openSat({ issuer, ...credential, pac: swPac({ token, baseUrl: sandbox.url }) });
    },
  },
};

/** Writes serial numbers as the SAT does, as digits (`3x` in hex, 20 of them), and the RFC as `x500UniqueIdentifier`. */
const subjectOf = ({ taxId, legalName }: TaxIssuer) => ({
  taxId,
  name: legalName,
  fields: { '2.5.4.45': [taxId] },
  serialNumber: Buffer.from('30001000000500003416').toString('hex'),
});
