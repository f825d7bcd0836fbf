import { X509Certificate, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { everywhere, rootOf } from '../xml.ts';
import { textIn, numberIn } from './xml.ts';

/** Describes a document of an envelope, and what is wrong with it. */
export interface SentDocument {
  readonly type: string;
  readonly folio: string;
  readonly issuer: string;
  readonly receiver: string;
  /** `2026-11-23` */
  readonly date: string;
  readonly total: string;
  /** The whole DTE, to the byte. */
  readonly text: string;
  readonly faults: readonly string[];
}

/** Describes an envelope as it is read: its documents, or the state that refuses all of it. */
type ReadEnvelope = { readonly documents: readonly SentDocument[] } | { readonly refused: 'RSC' | 'RFR' | 'RCT' };

const documents = /<DTE\b.*?<\/DTE>/gs;

const readDocument = (text: string): SentDocument => {
  const dte = rootOf(text);
  const [document] = everywhere(dte, 'Documento');
  if (document === undefined) throw new Error('a DTE without Documento');
  const isSigned = signerOf(text, `#${document.getAttribute('ID') ?? ''}`) !== undefined;
  return {
    type: textIn(document, 'TipoDTE'),
    folio: textIn(document, 'Folio'),
    issuer: textIn(document, 'RUTEmisor'),
    receiver: textIn(document, 'RUTRecep'),
    date: textIn(document, 'FchEmis'),
    total: textIn(document, 'MntTotal'),
    text,
    faults: [
      ...(isSigned ? [] : ['the signature of the document is wrong']),
      ...stampFaults(text, document),
      ...totalFaults(document),
    ],
  };
};

/** Checks whether the cover says who sends and for whom, and counts what is in the envelope. */
const isCoverWell = (root: Element, sent: readonly SentDocument[], sender: string, company: string): boolean => {
  const counted = everywhere(root, 'SubTotDTE').map(
    (part) => [textIn(part, 'TpoDTE'), Number(textIn(part, 'NroDTE'))] as const,
  );
  return (
    textIn(root, 'RutEnvia') === sender &&
    textIn(root, 'RutEmisor') === company &&
    counted.reduce((sum, [, number]) => sum + number, 0) === sent.length &&
    counted.every(([type, number]) => sent.filter((document) => document.type === type).length === number) &&
    sent.every(({ issuer }) => issuer === company)
  );
};

/** Reads an envelope as the SII does: its shape, its signature, its cover, then its documents one by one. */
export const readEnvelope = (
  text: string,
  { form, sender, company }: { readonly form: string; readonly sender: string; readonly company: string },
): ReadEnvelope => {
  try {
    const root = rootOf(text);
    const sent = Array.from(text.matchAll(documents), ([one]) => readDocument(one));
    const set = everywhere(root, 'SetDTE')[0];
    if (root.localName !== form || set === undefined || sent.length === 0) return { refused: 'RSC' };
    if (signerOf(text, `#${set.getAttribute('ID') ?? ''}`) !== sender) return { refused: 'RFR' };
    return isCoverWell(root, sent, sender, company) ? { documents: sent } : { refused: 'RCT' };
  } catch {
    return { refused: 'RSC' }; // No XML, or not what the schema wants.
  }
};

const signatures = /<Signature\b.*?<\/Signature>/gs;

/**
 * Says who signed: the RUT of the certificate in an XML text's last signature, if that is good and about `reference` (`#` and an
 * `ID`, or empty for all of it) and nothing else; undefined otherwise.
 */
export const signerOf = (xml: string, reference: string): string | undefined => {
  const signature = Array.from(xml.matchAll(signatures), ([text]) => text).at(-1);
  if (signature === undefined) return undefined;
  const verifier = new SignedXml({ getCertFromKeyInfo: (info) => SignedXml.getCertFromKeyInfo(info) });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return undefined;
    const [only, ...more] = verifier.getReferences();
    if (only?.uri !== reference || more.length > 0) return undefined;
    const body = /<X509Certificate>([^<]+)</.exec(signature)?.[1] ?? '';
    const { subject } = new X509Certificate(Buffer.from(body, 'base64'));
    return /^serialNumber=(.+)$/m.exec(subject)?.[1];
  } catch {
    return undefined; // Not even a signature to check.
  }
};

const base64Url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

const keyOf = (authorisation: Element): KeyObject =>
  createPublicKey({
    key: { kty: 'RSA', n: base64Url(textIn(authorisation, 'M')), e: base64Url(textIn(authorisation, 'E')) },
    format: 'jwk',
  });

const isSigned = (text: string | undefined, key: KeyObject, signature: string): boolean =>
  text !== undefined && verify('sha1', Buffer.from(text, 'latin1'), key, Buffer.from(signature, 'base64'));

/** Says what is wrong with the stamp (`TED`) of a document; nothing if all is well. */
const stampFaults = (dte: string, document: Element): readonly string[] => {
  const text = /<TED version="1.0">(<DD>.*<\/DD>)<FRMT/s.exec(dte)?.[1] ?? '';
  const authorised = /<DA>.*<\/DA>/s.exec(text)?.[0];
  const [stamp] = everywhere(document, 'TED');
  if (text === '' || stamp === undefined) return ['the stamp is not in one piece'];
  const data = rootOf(text);
  const [authorisation] = everywhere(data, 'DA');
  if (authorisation === undefined) return ['the stamp has no CAF'];
  const key = keyOf(authorisation);
  const folio = numberIn(document, 'Folio');
  const checks: Readonly<Record<string, boolean>> = {
    'the signature of the stamp is wrong': isSigned(text, key, textIn(stamp, 'FRMT')),
    'the CAF was changed': isSigned(authorised, key, textIn(stamp, 'FRMA')),
    'the CAF is not of the issuer': textIn(authorisation, 'RE') === textIn(document, 'RUTEmisor'),
    'the CAF is not of the type': textIn(authorisation, 'TD') === textIn(document, 'TipoDTE'),
    'the folio is not in the CAF': numberIn(authorisation, 'D') <= folio && folio <= numberIn(authorisation, 'H'),
    'the stamp is not of the document':
      textIn(data, 'RE') === textIn(document, 'RUTEmisor') &&
      textIn(data, 'TD') === textIn(document, 'TipoDTE') &&
      numberIn(data, 'F') === folio &&
      textIn(data, 'FE') === textIn(document, 'FchEmis') &&
      textIn(data, 'RR') === textIn(document, 'RUTRecep') &&
      numberIn(data, 'MNT') === numberIn(document, 'MntTotal'),
  };
  return Object.entries(checks).flatMap(([fault, isWell]) => (isWell ? [] : [fault]));
};

/** Chile's VAT, which receipts do not say. */
const vat = 0.19;

const receipt = '39';

const sum = (items: readonly Element[]): number =>
  items.reduce((total, item) => total + numberIn(item, 'MontoItem'), 0);

const isLineWell = (item: Element): boolean => {
  if (textIn(item, 'PrcItem') === '') return true;
  const worth = numberIn(item, 'PrcItem') * numberIn(item, 'QtyItem') - numberIn(item, 'DescuentoMonto');
  return Math.abs(worth - numberIn(item, 'MontoItem')) <= 1;
};

/** Says what does not add up in a document; nothing if all does. Taxes may be rounded line by line. */
const totalFaults = (document: Element): readonly string[] => {
  const items = everywhere(document, 'Detalle');
  const isExempt = (item: Element): boolean => textIn(item, 'IndExe') === '1';
  const [taxed, exempt] = [sum(items.filter((item) => !isExempt(item))), sum(items.filter(isExempt))];
  const [net, tax, total] = [numberIn(document, 'MntNeto'), numberIn(document, 'IVA'), numberIn(document, 'MntTotal')];
  const isReceipt = textIn(document, 'TipoDTE') === receipt;
  const rate = isReceipt ? vat : numberIn(document, 'TasaIVA') / 100;
  const checks: Readonly<Record<string, boolean>> = {
    'a line is not its price times its quantity': items.every(isLineWell),
    'the lines do not add up to the taxed amount': taxed === (isReceipt ? net + tax : net),
    'the lines do not add up to the exempt amount': exempt === numberIn(document, 'MntExe'),
    'the tax is not that of the net amount': Math.abs(net * rate - tax) <= Math.max(1, items.length),
    'the parts do not add up to the total': net + tax + numberIn(document, 'MntExe') === total,
  };
  return Object.entries(checks).flatMap(([fault, isWell]) => (isWell ? [] : [fault]));
};
