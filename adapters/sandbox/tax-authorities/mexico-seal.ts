import { verify } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { all, cadenaInOrder, certificateOf, text } from './mexico-cfdi.ts';

/** Why a PAC does not stamp a document. */
export interface SatRefusal {
  readonly code: string;
  readonly message: string;
}

/** Whether the issuer sealed it: with its own certificate, in its time. */
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
