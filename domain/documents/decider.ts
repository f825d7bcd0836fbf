import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { TaxDocumentCommand } from './commands.ts';
import type { TaxDocumentEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isAlreadyDone } from './already-done.ts';
import { requestDocument } from './request.ts';
import { documentWithId, noDocuments, type DocumentState, type TaxDocumentState } from './state.ts';
import { invalidStep, isAllowed, type StepCommand } from './transitions.ts';

/** The same four steps as in every aggregate: is it there, is it already so, does the status allow it, its own rules. */
const decide = (command: TaxDocumentCommand, state: TaxDocumentState): Decision<TaxDocumentEvent> => {
  if (command.type === 'RequestDocument') return requestDocument(command, state);
  const document = documentWithId(state, command.documentId);
  if (document === undefined) return reject('not_found', 'document_not_found', 'there is no such document');
  if (isAlreadyDone(command, document)) return accept();
  return isAllowed(command, document) ? accept(step(command, document)) : invalidStep(command, document);
};

const step = (command: StepCommand, { content }: DocumentState): TaxDocumentEvent => {
  const { orderId, documentId } = content;
  const about = { orderId, documentId, at: command.at };
  switch (command.type) {
    case 'MoveDocumentToRange':
      return { type: 'DocumentMovedToRange', data: { ...about, range: command.range } };
    case 'RecordDocumentNumber':
      return { type: 'DocumentNumbered', data: { ...about, folio: command.folio } };
    case 'RecordDocumentSigned': {
      const { sha256, xml, barcode } = command;
      return { type: 'DocumentSigned', data: { ...about, sha256, personal: { xml, barcode } } };
    }
    case 'RecordDocumentSubmitted':
      return { type: 'DocumentSubmitted', data: { ...about, trackingId: command.trackingId } };
    case 'RecordDocumentAccepted': {
      const { authorityReference, notes, stamped } = command;
      const accepted = { ...about, authorityReference, notes };
      if (stamped === undefined) return { type: 'DocumentAccepted', data: accepted };
      const { xml, sha256, barcode } = stamped;
      return { type: 'DocumentAccepted', data: { ...accepted, sha256, personal: { xml, barcode } } };
    }
    case 'RecordDocumentRejected': {
      const { code, message } = command;
      return { type: 'DocumentRejected', data: { ...about, code, message } };
    }
  }
};

/** An order's invoice or receipt and every note on it. Rules: domain/tax-document/README.md. */
export const taxDocumentDecider: Decider<TaxDocumentCommand, TaxDocumentEvent, TaxDocumentState> = {
  initial: noDocuments,
  decide,
  evolve,
};
