import type { AuthorityVerdict, SignedDocument, TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { Currency } from '../../../domain/shared/money.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { million, type Millionths } from './amounts.ts';
import { cadenaOriginal } from './cadena-original.ts';
import { comprobante } from './comprobante.ts';
import type { GoodsCodesOf } from './concepts.ts';
import { readCredential } from './credential.ts';
import type { FormsOfPayment } from './forms-of-payment.ts';
import { localTime } from './local-time.ts';
import type { PacStamping } from './pac-stamping.ts';
import { seal } from './seal.ts';
import { stampOf } from './stamp.ts';
import { verificationUrl } from './verification-url.ts';
import { writeXml } from './xml-node.ts';

/** Pesos for one unit of a currency at a time (the FIX rate of that day), in millionths. The same question, the same answer. */
export type ExchangeRate = (currency: Currency, at: Instant) => Promise<Millionths>;

export interface SatOptions {
  readonly issuer: TaxIssuer;
  /** Of digital seal (CSD). The bytes of the SAT's `.cer` do as well, and of its `.key` with the password. */
  readonly certificatePem: Uint8Array | string;
  readonly privateKeyPem: Uint8Array | string;
  readonly privateKeyPassword?: string;
  readonly pac: PacStamping;
  /** Where documents are issued; the IANA's name. `America/Mexico_City` by default. */
  readonly timeZone?: string;
  /** Without it documents in other currencies than pesos cannot be made. */
  readonly exchangeRate?: ExchangeRate;
  readonly goodsCodesOf?: GoodsCodesOf;
  /** Ways to pay that are not known here, or are something else in this shop. */
  readonly formsOfPayment?: FormsOfPayment;
}

/**
 * Mexico's SAT: CFDI 4.0, stamped by a PAC. It answers at once, so that no document is ever pending.
 *
 * @throws Error if certificate and key cannot be read, do not belong together, or are not the issuer's
 */
export const openSat = (options: SatOptions): TaxAuthority => {
  const { issuer, pac, timeZone = 'America/Mexico_City', exchangeRate = noExchangeRate } = options;
  const { certificate, number, privateKey } = readCredential(
    options.certificatePem,
    options.privateKeyPem,
    options.privateKeyPassword,
  );
  if (!certificate.subject.includes(issuer.taxId)) throw new Error(`the certificate is not that of ${issuer.taxId}`);

  const sign = async (document: NumberedDocument): Promise<SignedDocument> => {
    const { currency, issuedAt, documentId } = document;
    if (document.issuer.taxId !== issuer.taxId)
      throw new Error(`${documentId}: no certificate of ${document.issuer.taxId}`);
    const unsealed = comprobante({
      document,
      certificateNumber: number,
      certificate: certificate.raw.toString('base64'),
      localTime: localTime(issuedAt, timeZone),
      placeOfIssue: placeOfIssue(document),
      exchangeRate: currency === 'MXN' ? million : await exchangeRate(currency, issuedAt),
      goodsCodesOf: options.goodsCodesOf ?? (() => undefined),
      formsOfPayment: options.formsOfPayment ?? {},
    });
    const Sello = seal(cadenaOriginal(unsealed), privateKey);
    return { xml: writeXml({ ...unsealed, attributes: { ...unsealed.attributes, Sello } }), barcode: null };
  };

  const submit = async (signed: SignedDocument): Promise<AuthorityVerdict> => {
    const answer = await pac.stamp(signed.xml);
    if (answer.status === 'refused') return { status: 'rejected', code: answer.code, message: answer.message };
    const { uuid } = stampOf(signed.xml, answer.xml);
    const barcode = { symbology: 'qrcode', text: verificationUrl(answer.xml, uuid) } as const;
    return { status: 'accepted', authorityReference: uuid, notes: [], stamped: { xml: answer.xml, barcode } };
  };

  return {
    regime: 'MX',
    sign,
    submit: (_document, signed) => submit(signed),
    verdict: async (document) => submit(await sign(document)),
    ping: () => pac.ping(),
  };
};

const placeOfIssue = ({ documentId, issuer: { address } }: NumberedDocument): string => {
  if (address.postal_code === undefined) throw new Error(`${documentId}: a CFDI needs its issuer's postal code`);
  return address.postal_code;
};

const noExchangeRate: ExchangeRate = (currency) =>
  Promise.reject(new Error(`no exchange rate is configured: a CFDI in ${currency} needs one`));
