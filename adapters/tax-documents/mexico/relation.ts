import type { NoteReason } from '../../../domain/tax-document/regimes/regime.ts';
import type { DocumentContent, DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { node, type XmlNode } from './xml-node.ts';

/** A document that the SAT has stamped. */
export interface StampedReference extends DocumentReference {
  /** Its UUID. */
  readonly authorityReference: string;
}

/** @throws Error without its UUID: the SAT has not seen what this document is about */
export const stampedReference = (
  { documentId }: DocumentContent,
  reference: DocumentReference | null,
): StampedReference => {
  const uuid = reference?.authorityReference ?? null;
  if (reference === null || uuid === null) throw new Error(`${documentId}: what it is about has no UUID of the SAT`);
  return { ...reference, authorityReference: uuid };
};

/** `cfdi:CfdiRelacionados`, if the document is about another one. @throws Error if that has no UUID */
export const relationNodes = (document: DocumentContent): readonly XmlNode[] => {
  const { kind, noteReason, reference } = document;
  if (reference === null) return [];
  const { authorityReference } = stampedReference(document, reference);
  return [
    node('cfdi:CfdiRelacionados', { TipoRelacion: relationOf(kind, noteReason) }, [
      node('cfdi:CfdiRelacionado', { UUID: authorityReference }),
    ]),
  ];
};

const returns: readonly (NoteReason | null)[] = ['full_return', 'partial_return'];

/** c_TipoRelacion: return of goods, credit note, debit note, replacement. */
const relationOf = (kind: DocumentKind, reason: NoteReason | null): string => {
  if (kind === 'credit_note') return returns.includes(reason) ? '03' : '01';
  return kind === 'debit_note' ? '02' : '04';
};
