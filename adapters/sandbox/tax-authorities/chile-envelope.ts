import type { Element } from '@xmldom/xmldom';
import { signerOf } from './chile-signatures.ts';
import { stampFaults } from './chile-stamp.ts';
import { totalFaults } from './chile-totals.ts';
import { allIn, rootOf, textIn } from './chile-xml.ts';

/** A document of an envelope, and what is wrong with it. */
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

/** An envelope as it is read: its documents, or the state that refuses all of it. */
export type ReadEnvelope =
  { readonly documents: readonly SentDocument[] } | { readonly refused: 'RSC' | 'RFR' | 'RCT' };

const documents = /<DTE\b.*?<\/DTE>/gs;

const readDocument = (text: string): SentDocument => {
  const dte = rootOf(text);
  const [document] = allIn(dte, 'Documento');
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

/** Whether the cover says who sends and for whom, and counts what is in the envelope. */
const isCoverWell = (root: Element, sent: readonly SentDocument[], sender: string, company: string): boolean => {
  const counted = allIn(root, 'SubTotDTE').map(
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
    const set = allIn(root, 'SetDTE')[0];
    if (root.localName !== form || set === undefined || sent.length === 0) return { refused: 'RSC' };
    if (signerOf(text, `#${set.getAttribute('ID') ?? ''}`) !== sender) return { refused: 'RFR' };
    return isCoverWell(root, sent, sender, company) ? { documents: sent } : { refused: 'RCT' };
  } catch {
    return { refused: 'RSC' }; // No XML, or not what the schema wants.
  }
};
