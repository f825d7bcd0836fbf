import type { TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { rucOf } from '../../../domain/tax-document/regimes/peru.ts';
import { barcodeOf } from './barcode.ts';
import { sunatClient } from './client.ts';
import { generate } from './generate.ts';
import { fileNameOf } from './names.ts';
import { xmlSigner } from './sign.ts';
import { asked, sent } from './verdicts.ts';
import { zipOf } from './zip.ts';

export interface SunatOptions {
  readonly issuer: TaxIssuer;
  /** Of the issuer, as a provider that SUNAT knows gave it out; of RSA. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** Of SUNAT's `billService`, or of an OSE that speaks like it. */
  readonly url: string;
  /** Of `billConsultService`; the same as `url` unless told. */
  readonly consultUrl?: string;
  /** A SOL user of the issuer, without the RUC before it. */
  readonly user: string;
  readonly password: string;
  /** Of each call; 30 seconds by default. */
  readonly timeoutMs?: number;
  /** After how many days an invoice on terms is due; 30 by default. */
  readonly creditDays?: number;
}

const defaultCreditDays = 30;

/**
 * Peru's SUNAT: invoices (01), receipts (03), credit and debit notes (07, 08) in UBL 2.1, sent one by one, each answered by a
 * record of receipt (CDR) at once. Series count freely from 1.
 *
 * @throws Error for an issuer without a RUC, or a certificate that is not of the key
 */
export const openSunat = (options: SunatOptions): TaxAuthority => {
  const { issuer, creditDays = defaultCreditDays } = options;
  const ruc = rucOf(issuer.taxId);
  if (ruc === undefined) throw new Error(`SUNAT: the issuer has no RUC but ${issuer.taxId}`);
  const sign = xmlSigner(options);
  const client = sunatClient({ ...options, ruc });

  const signed = (document: NumberedDocument) => {
    if (document.issuer.taxId !== ruc) {
      throw new Error(`SUNAT: the key is of ${ruc}, which cannot sign for ${document.issuer.taxId}`);
    }
    const { xml, digest } = sign(generate(document, { creditDays }));
    return { xml, barcode: barcodeOf(document, digest) };
  };

  return {
    regime: 'PE',
    sign: async (document) => Promise.resolve(signed(document)),
    submit: async (document, { xml }) => {
      const name = fileNameOf(document);
      return sent(client, document, await client.sendBill(`${name}.zip`, zipOf(`${name}.xml`, xml)));
    },
    verdict: (document) => asked(client, document),
    ping: () => client.ping(),
  };
};
