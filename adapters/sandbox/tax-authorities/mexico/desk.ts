import type { Element } from '@xmldom/xmldom';
import { LRUCache } from 'lru-cache';
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import type { Clock } from '../../../../application/ports/system.ts';
import type { SandboxCertificate } from '../certificate.ts';
import { all } from '../xml.ts';
import { ruleRefusal } from './rules.ts';
import type { SatRefusal } from './sale-rules.ts';
import { cadenaInOrder, certificateOf, hashOf, readCfdi, text } from './xml.ts';

export type DeskVerdict =
  | { readonly stamp: SandboxStamp; readonly wasStampedBefore: boolean; readonly certificateNumber: string }
  | { readonly refusal: SatRefusal };

/** Documents that the sandbox remembers, the newest. */
const remembered = 100_000;

/** Decides like a PAC: seal, rules of the SAT, and whether it has this document or this folio already. */
export const stampingDesk = (certificate: SandboxCertificate, clock: Clock): ((xml: string) => DeskVerdict) => {
  /** When each document was stamped, by its hash; whose folios those are. */
  const stampedAt = new LRUCache<string, string>({ max: remembered });
  const folios = new LRUCache<string, string>({ max: remembered });

  return (xml) => {
    const root = parse(xml);
    if (root === undefined) return refused('301', 'It is no CFDI 4.0');
    if (all(root, 'Complemento/TimbreFiscalDigital').length > 0) return refused('307', 'It has a stamp already');
    const refusal = sealRefusal(root) ?? ruleRefusal(root);
    if (refusal !== undefined) return { refusal };
    const hash = hashOf(root);
    const before = stampedAt.get(hash);
    const folio = folioOf(root);
    if (before === undefined && folios.has(folio)) return refused('CFDI3307', `There is another document ${folio}`);
    const at = before ?? mexicoCity(clock.now());
    stampedAt.set(hash, at);
    folios.set(folio, hash);
    return {
      stamp: stampXml(xml, root, { uuid: uuidOf(hash), stampedAt: at }, certificate),
      wasStampedBefore: before !== undefined,
      certificateNumber: text(root, 'NoCertificado'),
    };
  };
};

const refused = (code: string, message: string): DeskVerdict => ({ refusal: { code, message } });

const parse = (xml: string): Element | undefined => {
  try {
    return readCfdi(xml);
  } catch {
    return undefined;
  }
};

const folioOf = (root: Element): string =>
  [text(all(root, 'Emisor')[0], 'Rfc'), text(root, 'Serie'), text(root, 'Folio')].join(' ');

/** Made of the document, so that a sandbox that was started anew gives the same one. */
const uuidOf = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );

const mexicoCity = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'America/Mexico_City' }).replace(' ', 'T');

/** Says why the seal is not the issuer's own, by its certificate, in its time; undefined if it is. */
export const sealRefusal = (root: Element): SatRefusal | undefined => {
  const certificate = certificateOf(root);
  const issuer = text(all(root, 'Emisor')[0], 'Rfc');
  const number = Buffer.from(certificate.serialNumber, 'hex').toString('latin1');
  const seal = Buffer.from(text(root, 'Sello'), 'base64');
  if (
    number !== text(root, 'NoCertificado') ||
    !verify('sha256', Buffer.from(cadenaInOrder(root)), certificate.publicKey, seal)
  ) {
    return { code: 'CFDI40102', message: 'The seal is not one of this certificate on this document' };
  }
  if (!certificate.subject.includes(issuer)) {
    return { code: '303', message: `The certificate is not that of ${issuer}` };
  }
  const issued = Date.parse(`${text(root, 'Fecha')}Z`);
  if (issued < Date.parse(certificate.validFrom) || issued > Date.parse(certificate.validTo)) {
    return { code: '305', message: 'The document was not issued in the time of its certificate' };
  }
  return undefined;
};

const namespace = 'http://www.sat.gob.mx/TimbreFiscalDigital';
const schema = 'http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd';

interface SandboxStamp {
  readonly uuid: string;
  /** `2026-11-23T10:15:00`, in Mexico City. */
  readonly stampedAt: string;
  readonly satSeal: string;
  readonly satCertificateNumber: string;
  readonly cadena: string;
  /** The whole document. */
  readonly xml: string;
}

/** Puts the SAT's stamp into a document, in the name of a PAC. The same document, UUID and time give the same bytes. */
const stampXml = (
  xml: string,
  root: Element,
  { uuid, stampedAt }: { readonly uuid: string; readonly stampedAt: string },
  { certificatePem, privateKeyPem }: SandboxCertificate,
): SandboxStamp => {
  const certificate = new X509Certificate(certificatePem);
  const fields = {
    Version: '1.1',
    UUID: uuid,
    FechaTimbrado: stampedAt,
    RfcProvCertif: sandboxPacRfc,
    SelloCFD: text(root, 'Sello'),
    NoCertificadoSAT: Buffer.from(certificate.serialNumber, 'hex').toString('latin1'),
  };
  const cadena = `||${Object.values(fields).join('|')}||`;
  const satSeal = sign('sha256', Buffer.from(cadena), createPrivateKey(privateKeyPem)).toString('base64');
  const attributes = Object.entries({ ...fields, SelloSAT: satSeal }).map(([name, value]) => `${name}="${value}"`);
  const timbre = [
    `<tfd:TimbreFiscalDigital xmlns:tfd="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
    `xsi:schemaLocation="${namespace} ${schema}"`,
    `${attributes.join(' ')}/>`,
  ].join(' ');
  return { uuid, stampedAt, satSeal, satCertificateNumber: fields.NoCertificadoSAT, cadena, xml: insert(xml, timbre) };
};

/** Names the RFC of the PAC that the sandbox plays. */
export const sandboxPacRfc = 'SPR190613I52';

const insert = (xml: string, timbre: string): string => {
  const complement = '</cfdi:Complemento>';
  const end = '</cfdi:Comprobante>';
  return xml.includes(complement)
    ? xml.replace(complement, () => `${timbre}${complement}`)
    : xml.replace(end, () => `<cfdi:Complemento>${timbre}${complement}${end}`);
};
