import type { NumberedDocument } from './document.ts';
import type { DocumentState } from '../documents/state.ts';

/** A document with its number, as authorities and printers want it. @throws TypeError if it has none yet */
export const numbered = ({ content, folio }: DocumentState): NumberedDocument => {
  if (folio === null) throw new TypeError(`document ${content.documentId} has no number`);
  return { ...content, folio };
};
