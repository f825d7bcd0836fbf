import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { chileTime } from './chile-time.ts';
import { receiptType } from './document-type.ts';
import { declaration, namespaces } from './dte.ts';
import { requireRut } from './parties.ts';
import { signChild } from './sign-xml.ts';
import type { SigningKey } from './signing-key.ts';
import { lines } from './xml.ts';

/** The resolution by which the SII lets a tax payer issue. */
export interface SiiResolution {
  readonly number: number;
  /** `2014-08-22` */
  readonly date: string;
}

/** The SII's own RUT. */
const sii = '60803000-K';

const forms = {
  receipt: { element: 'EnvioBOLETA', schema: 'EnvioBOLETA_v11.xsd' },
  other: { element: 'EnvioDTE', schema: 'EnvioDTE_v10.xsd' },
} as const;

/**
 * The envelope in which one document goes to the SII, signed; the same document goes in the same bytes.
 * @param dte the signed document, with its XML declaration
 */
export const envelope = (
  document: NumberedDocument,
  dte: string,
  resolution: SiiResolution,
  key: SigningKey,
): string => {
  const { element, schema } = document.documentType === receiptType ? forms.receipt : forms.other;
  const cover = lines({
    RutEmisor: requireRut(document.issuer.taxId),
    RutEnvia: key.taxId,
    RutReceptor: sii,
    FchResol: resolution.date,
    NroResol: resolution.number,
    TmstFirmaEnv: chileTime(document.issuedAt),
    SubTotDTE: { TpoDTE: document.documentType, NroDTE: 1 },
  });
  const xml = [
    `<${element} ${namespaces} xsi:schemaLocation="http://www.sii.cl/SiiDte ${schema}" version="1.0">`,
    '<SetDTE ID="SetDoc">',
    `<Caratula version="1.0">\n${cover}\n</Caratula>`,
    dte.slice(declaration.length),
    '</SetDTE>',
    `</${element}>`,
  ].join('\n');
  return `${declaration}${signChild(xml, 'SetDTE', key)}`;
};
