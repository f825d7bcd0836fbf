import type { DocumentState } from './state.ts';
import type { StepCommand } from './transitions.ts';

/** Says whether the document is already as the command wants it: it was taken before, or recorded again. */
export const isAlreadyDone = (command: StepCommand, document: DocumentState): boolean => {
  const { status, range, folio, sha256, trackingId, authorityReference } = document;
  switch (command.type) {
    case 'MoveDocumentToRange':
      return command.range === range;
    case 'RecordDocumentNumber':
      return command.folio === folio;
    case 'RecordDocumentSigned':
      return command.sha256 === sha256;
    case 'RecordDocumentSubmitted':
      return command.trackingId === trackingId;
    case 'RecordDocumentAccepted':
      return status === 'accepted' && command.authorityReference === authorityReference;
    case 'RecordDocumentRejected':
      return status === 'rejected';
  }
};
