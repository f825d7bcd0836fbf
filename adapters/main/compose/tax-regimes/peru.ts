import { randomBytes } from 'node:crypto';
import { certificateOf } from '../../../sandbox/tax-authorities/papers.ts';
import { startSandboxSunat } from '../../../sandbox/tax-authorities/peru/server.ts';
import { openSunat } from '../../../tax-documents/peru/authority.ts';
import { peruPage } from '../../../tax-documents/peru/page.ts';
import { systemClock as clock } from '../system.ts';
import { pemCredential, type TaxRegimeParts } from './parts.ts';

export const peru: TaxRegimeParts = {
  sandboxIssuer: {
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

  page: () => peruPage,

  authority: {
    open: async (config, issuer, certificateFile) =>
      openSunat({
        issuer,
        ...(await pemCredential(config, certificateFile)),
        url: config.TAX_AUTHORITY_URL ?? '',
        user: config.TAX_AUTHORITY_USER ?? '',
        password: config.TAX_AUTHORITY_PASSWORD ?? '',
      }),

    openSandbox: async (issuer, pool, closing) => {
      const login = { user: 'MODDATOS', password: randomBytes(12).toString('hex') };
      const sandbox = await startSandboxSunat({ ruc: issuer.taxId, ...login, clock });
      closing.add(() => sandbox.stop());
      const credential = await certificateOf(pool, { taxId: issuer.taxId, name: issuer.legalName });
      return openSunat({ issuer, ...credential, url: sandbox.url, ...login });
    },
  },
};
