import { cadenaOriginal } from './cadena-original.ts';
import { findAll, readXml } from './xml-node.ts';

/** What a stamp says: the SAT's id of the document. */
export interface Stamp {
  readonly uuid: string;
}

/** The PAC answered something else than the document that it got, stamped. */
export class PacContractError extends Error {
  override readonly name = 'PacContractError';
}

const uuidPattern = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/i;

/**
 * The stamp of a document, once it is sure that it is this one's: the same fields under the same seal, and a stamp on that seal.
 *
 * @throws PacContractError
 */
export const stampOf = (sealedXml: string, stampedXml: string): Stamp => {
  const sealed = readXml(sealedXml);
  const stamped = readXml(stampedXml);
  const [timbre, ...others] = findAll(stamped, ['cfdi:Complemento', 'tfd:TimbreFiscalDigital']);
  if (timbre === undefined || others.length > 0) throw new PacContractError('the document has not one stamp');
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
