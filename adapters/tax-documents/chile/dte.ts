import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import type { Caf } from './caf.ts';
import { chileTime } from './chile-time.ts';
import { detail, itemsOf } from './detail.ts';
import { header, referenceOf } from './header.ts';
import { signChild } from './sign-xml.ts';
import type { SigningKey } from './signing-key.ts';
import { stamp } from './stamp.ts';
import { lines } from './xml.ts';

export const declaration = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';

/**
 * Both namespaces of the envelope. Documents declare them too, so that their signatures, which cover the namespaces in scope,
 * hold within the envelope and without it.
 */
export const namespaces = 'xmlns="http://www.sii.cl/SiiDte" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export interface Dte {
  /** With its XML declaration; every character is one of ISO 8859-1. */
  readonly xml: string;
  readonly stamp: string;
}

/** Makes, stamps and signs a document. @throws Error for what a DTE cannot say */
export const makeDte = (document: NumberedDocument, caf: Caf, key: SigningKey): Dte => {
  const items = itemsOf(document);
  const ted = stamp(document, caf, items[0]);
  const content = lines({ Encabezado: header(document), Detalle: detail(items), Referencia: referenceOf(document) });
  const xml = [
    `<DTE ${namespaces} version="1.0">`,
    `<Documento ID="F${document.folio}T${document.documentType}">`,
    content,
    ted,
    `<TmstFirma>${chileTime(document.issuedAt)}</TmstFirma>`,
    '</Documento>',
    '</DTE>',
  ].join('\n');
  return { xml: `${declaration}${signChild(xml, 'Documento', key)}`, stamp: ted };
};
