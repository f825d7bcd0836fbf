import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import type { SandboxCertificate } from './certificate.ts';
import { text } from './mexico-cfdi.ts';

const namespace = 'http://www.sat.gob.mx/TimbreFiscalDigital';
const schema = 'http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/TimbreFiscalDigitalv11.xsd';

export interface SandboxStamp {
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
export const stampXml = (
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

/** The RFC of the PAC that the sandbox plays. */
export const sandboxPacRfc = 'SPR190613I52';

const insert = (xml: string, timbre: string): string => {
  const complement = '</cfdi:Complemento>';
  const end = '</cfdi:Comprobante>';
  return xml.includes(complement)
    ? xml.replace(complement, () => `${timbre}${complement}`)
    : xml.replace(end, () => `<cfdi:Complemento>${timbre}${complement}${end}`);
};
