import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { paymentTerms, receiptType, referenceCodes, saleOfGoods } from './catalogues.ts';
import type { Caf } from './folios.ts';
import { detail, itemsOf } from './lines.ts';
import { issuerOf, receiverElement, requireRut } from './parties.ts';
import { signChild, stamp, type SigningKey } from './sign.ts';
import { chileDate, latinText, chileTime, lines, type XmlContent } from './text.ts';

const identification = ({ documentType, folio, issuedAt, payment }: NumberedDocument): XmlContent => ({
  TipoDTE: documentType,
  Folio: folio,
  FchEmis: chileDate(issuedAt),
  IndServicio: documentType === receiptType ? saleOfGoods : undefined,
  FmaPago: documentType === '33' ? paymentTerms[payment.terms] : undefined,
});

/** Parts per million as the percentage that the schema takes: `19`, `19.5`. */
const percentage = (rate: number): string => String(rate / 10_000);

/** @throws Error for more than one rate: a DTE has one VAT */
const totalsOf = ({ documentType, totals }: NumberedDocument): XmlContent => {
  const [vat, ...more] = totals.taxes;
  if (more.length > 0) throw new Error(`the SII's documents have one rate of VAT, not ${totals.taxes.length}`);
  return {
    MntNeto: vat === undefined ? undefined : totals.net,
    MntExe: totals.exempt === 0 ? undefined : totals.exempt,
    TasaIVA: vat === undefined || documentType === receiptType ? undefined : percentage(vat.rate),
    IVA: vat === undefined || vat.amount === 0 ? undefined : vat.amount,
    MntTotal: totals.total,
  };
};

/** `Encabezado`. @throws Error for what a DTE cannot say */
const header = (document: NumberedDocument): XmlContent => ({
  IdDoc: identification(document),
  Emisor: issuerOf(document),
  Receptor: receiverElement(document),
  Totales: totalsOf(document),
});

const undoing: ReadonlySet<NumberedDocument['noteReason']> = new Set(['cancellation', 'full_return']);

/** `Referencia` of notes: what they change, and why. Undone is what a note takes back all of at once. */
const referenceOf = (document: NumberedDocument): XmlContent | undefined => {
  const { reference, noteReason, reasonText, totals } = document;
  if (reference === null) return undefined;
  const isUndone = undoing.has(noteReason) && totals.total === reference.total;
  return {
    NroLinRef: 1,
    TpoDocRef: reference.documentType,
    FolioRef: reference.folio,
    FchRef: chileDate(reference.issuedAt),
    CodRef: isUndone ? referenceCodes.undone : referenceCodes.amounts,
    RazonRef: reasonText === null ? undefined : latinText(reasonText, 90),
  };
};

const declaration = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';

/**
 * Both namespaces of the envelope. Documents declare them too, so that their signatures, which cover the namespaces in scope,
 * hold within the envelope and without it.
 */
const namespaces = 'xmlns="http://www.sii.cl/SiiDte" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

interface Dte {
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

/** Describes the resolution by which the SII lets a tax payer issue. */
export interface SiiResolution {
  readonly number: number;
  /** `2014-08-22` */
  readonly date: string;
}

/** Names the SII's own RUT. */
const sii = '60803000-K';

const forms = {
  receipt: { element: 'EnvioBOLETA', schema: 'EnvioBOLETA_v11.xsd' },
  other: { element: 'EnvioDTE', schema: 'EnvioDTE_v10.xsd' },
} as const;

/**
 * Writes the envelope in which one document goes to the SII, signed; the same document goes in the same bytes.
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
