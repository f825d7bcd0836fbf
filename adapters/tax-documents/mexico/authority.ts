import type { AuthorityVerdict, SignedDocument, TaxAuthority } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { Currency } from '../../../domain/shared/money.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import type { FormsOfPayment } from './catalogues.ts';
import type { PacStamping } from './client.ts';
import { comprobante } from './document.ts';
import type { GoodsCodesOf } from './lines.ts';
import { cadenaOriginal, readCredential, seal } from './sign.ts';
import { mexico } from '../../../domain/tax-document/regimes/mexico.ts';
import { clockOf } from '../clock.ts';
import { million, type Millionths } from './text.ts';
import { writeXml, findAll, readXml } from './xml.ts';

/**
 * Finds the pesos for one unit of a currency at a time (the FIX rate of that day), in millionths. The same question, the
 * same answer.
 */
type ExchangeRate = (currency: Currency, at: Instant) => Promise<Millionths>;

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
  const { issuer, pac, timeZone = mexico.timeZone, exchangeRate = noExchangeRate } = options;
  const localTime = clockOf(timeZone);
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
      localTime: localTime(issuedAt),
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

/** Holds the SAT's id of the document. */
interface Stamp {
  readonly uuid: string;
}

/** Reports that the PAC answered something else than the document that it got, stamped. */
class PacContractError extends Error {
  override readonly name = 'PacContractError';
}

const uuidPattern = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/i;

/**
 * Returns the stamp of a document, once it is sure that it is this one's: the same fields under the same seal, and a stamp
 * on that seal.
 *
 * @throws PacContractError
 */
const stampOf = (sealedXml: string, stampedXml: string): Stamp => {
  const sealed = readXml(sealedXml);
  const stamped = readXml(stampedXml);
  const [timbre, ...more] = findAll(stamped, ['cfdi:Complemento', 'tfd:TimbreFiscalDigital']);
  if (timbre === undefined || more.length > 0) throw new PacContractError('the document has not one stamp');
  const { UUID = '', SelloCFD, SelloSAT = '' } = timbre.attributes;
  const { Sello, Certificado } = sealed.attributes;
  if (stamped.attributes.Sello !== Sello || stamped.attributes.Certificado !== Certificado) {
    throw new PacContractError('the stamped document has another seal');
  }
  if (cadenaOriginal(stamped) !== cadenaOriginal(sealed)) throw new PacContractError('the stamped document is another');
  if (SelloCFD !== Sello) throw new PacContractError('the stamp is on another seal');
  if (SelloSAT === '' || !uuidPattern.test(UUID)) throw new PacContractError('the stamp has no seal or no UUID');
  return { uuid: UUID };
};

const verification = 'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx';

/**
 * Makes the address for asking the SAT for a document, as its QR code has it. By Anexo 20, with the last 8 characters of
 * the seal.
 */
const verificationUrl = (xml: string, uuid: string): string => {
  const root = readXml(xml);
  const rfcOf = (name: string): string =>
    encodeURIComponent(root.children.find((child) => child.name === name)?.attributes.Rfc ?? '');
  const { Total = '', Sello = '' } = root.attributes;
  const [issuer, receiver] = [rfcOf('cfdi:Emisor'), rfcOf('cfdi:Receptor')];
  return `${verification}?id=${uuid}&re=${issuer}&rr=${receiver}&tt=${Total}&fe=${Sello.slice(-8)}`;
};
