import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { isAlreadyDone } from './already-done.ts';
import type { TaxDocumentCommand } from './commands.ts';
import type { TaxDocumentEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { requestDocument } from './request.ts';
import { documentWithId, noDocuments, type DocumentState, type TaxDocumentState } from './state.ts';
import { documentMachine, invalidStep, type StepCommand } from './transitions.ts';

/** Decides in four steps: is the document there, is it already so, does the status allow it, its own rules. */
const decide = (command: TaxDocumentCommand, state: TaxDocumentState): Decision<TaxDocumentEvent> => {
  if (command.type === 'RequestDocument') return requestDocument(command, state);
  const document = documentWithId(state, command.documentId);
  if (document === undefined) return reject('not_found', 'document_not_found', 'there is no such document');
  if (isAlreadyDone(command, document)) return accept();
  if (!documentMachine.isAllowed(command.type, document.status)) return invalidStep(command, document);
  return decideBy(handlers, command, document);
};

const handlers: Handlers<StepCommand, DocumentState, TaxDocumentEvent> = {
  // ranges are asked one after the other
  MoveDocumentToRange: (command, document) =>
    command.range === document.range + 1
      ? accept({ type: 'DocumentMovedToRange', data: { ...headOf(command, document), range: command.range } })
      : invalidStep(command, document),
  RecordDocumentNumber: (command, document) =>
    accept({ type: 'DocumentNumbered', data: { ...headOf(command, document), folio: command.folio } }),
  RecordDocumentSigned: (command, document) => {
    const { sha256, xml, barcode } = command;
    return accept({
      type: 'DocumentSigned',
      data: { ...headOf(command, document), sha256, personal: { xml, barcode } },
    });
  },
  RecordDocumentSubmitted: (command, document) =>
    accept({ type: 'DocumentSubmitted', data: { ...headOf(command, document), trackingId: command.trackingId } }),
  RecordDocumentAccepted: (command, document) => {
    const { authorityReference, notes, stamped } = command;
    const accepted = { ...headOf(command, document), authorityReference, notes };
    if (stamped === undefined) return accept({ type: 'DocumentAccepted', data: accepted });
    const { xml, sha256, barcode } = stamped;
    return accept({ type: 'DocumentAccepted', data: { ...accepted, sha256, personal: { xml, barcode } } });
  },
  RecordDocumentRejected: (command, document) => {
    const { code, message } = command;
    return accept({ type: 'DocumentRejected', data: { ...headOf(command, document), code, message } });
  },
};

const headOf = ({ at }: StepCommand, { content: { orderId, documentId } }: DocumentState) => ({
  orderId,
  documentId,
  at,
});

/** Decides about an order's invoice or receipt and every note on it. Rules: domain/documents/README.md. */
export const taxDocumentDecider: Decider<TaxDocumentCommand, TaxDocumentEvent, TaxDocumentState> = {
  initial: noDocuments,
  decide,
  evolve,
};
