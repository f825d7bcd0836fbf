import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cafsOf } from '../../../sandbox/tax-authorities/chile/folios.ts';
import { startSandboxSii } from '../../../sandbox/tax-authorities/chile/server.ts';
import { certificateOf } from '../../../sandbox/tax-authorities/papers.ts';
import { openSii, siiAddresses } from '../../../tax-documents/chile/authority.ts';
import { chilePage } from '../../../tax-documents/chile/page.ts';
import { systemClock as clock } from '../system.ts';
import { pemCredential, type TaxRegimeParts } from './parts.ts';

export const chile: TaxRegimeParts = {
  sandboxIssuer: {
    taxId: '11111111-1',
    legalName: 'Comercial Comanda SpA',
    activity: 'Venta al por menor en comercios',
    activityCode: '471990',
    address: { name: 'Comercial Comanda SpA', line1: 'Av. Providencia 1234', city: 'Providencia', country: 'CL' },
    addressCode: '',
  },

  page: ({ SII_RESOLUTION_NUMBER: number, SII_RESOLUTION_DATE: date }) =>
    chilePage({ number, ...(date !== undefined && { date }) }),

  authority: {
    open: async (config, issuer, certificateFile) => {
      const { SII_CAF_DIR: directory = '', SII_RESOLUTION_NUMBER: number, SII_RESOLUTION_DATE: date = '' } = config;
      const files = (await readdir(directory)).filter((file) => /\.xml$/i.test(file)).toSorted();
      return openSii({
        issuer,
        ...(await pemCredential(config, certificateFile)),
        cafs: await Promise.all(files.map((file) => readFile(join(directory, file), 'latin1'))),
        resolution: { number, date },
        ...addressesOf(config.TAX_AUTHORITY_URL ?? ''),
      });
    },

    openSandbox: async (issuer, pool, closing) => {
      const sandbox = await startSandboxSii({ clock });
      closing.add(() => sandbox.stop());
      return openSii({
        issuer,
        ...(await certificateOf(pool, { taxId: issuer.taxId, name: issuer.legalName })),
        cafs: await cafsOf(pool, issuer, clock.now()),
        resolution: { number: 0, date: '2014-08-22' },
        url: sandbox.url,
      });
    },
  },
};

/** Completes the address of the system for invoices: the SII has another for receipts, at addresses of its own. */
const addressesOf = (url: string) => Object.values(siiAddresses).find((addresses) => addresses.url === url) ?? { url };
