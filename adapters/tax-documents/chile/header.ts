import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { chileDate } from './chile-time.ts';
import { receiptType } from './document-type.ts';
import { latinText } from './latin-text.ts';
import { issuerOf, receiverElement } from './parties.ts';
import type { XmlContent } from './xml.ts';

/** The SII's codes of how it is paid: at once, or later. */
const paymentTerms = { immediate: 1, deferred: 2 } as const;

/** The SII's code of goods and services sold, as against periodic services and shows. */
const saleOfGoods = 3;

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
  const [vat, ...others] = totals.taxes;
  if (others.length > 0) throw new Error(`the SII's documents have one rate of VAT, not ${totals.taxes.length}`);
  return {
    MntNeto: vat === undefined ? undefined : totals.net,
    MntExe: totals.exempt === 0 ? undefined : totals.exempt,
    TasaIVA: vat === undefined || documentType === receiptType ? undefined : percentage(vat.rate),
    IVA: vat === undefined || vat.amount === 0 ? undefined : vat.amount,
    MntTotal: totals.total,
  };
};

/** `Encabezado`. @throws Error for what a DTE cannot say */
export const header = (document: NumberedDocument): XmlContent => ({
  IdDoc: identification(document),
  Emisor: issuerOf(document),
  Receptor: receiverElement(document),
  Totales: totalsOf(document),
});

/** The SII's reasons: the whole document is undone, or its amounts are corrected. Texts (2) are never corrected here. */
const referenceCodes = { undone: 1, amounts: 3 } as const;

const undoing: ReadonlySet<NumberedDocument['noteReason']> = new Set(['cancellation', 'full_return']);

/** `Referencia` of notes: what they change, and why. Undone is what a note takes back all of at once. */
export const referenceOf = (document: NumberedDocument): XmlContent | undefined => {
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
