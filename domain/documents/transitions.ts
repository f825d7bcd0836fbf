import { reject, type Refusal } from '../shared/decider.ts';
import { leads, stateMachine, stays, type TransitionTable } from '../shared/state-machine.ts';
import type { RequestDocument, TaxDocumentCommand } from './commands.ts';
import { documentStatuses, type DocumentStatus } from './events.ts';
import type { DocumentState } from './state.ts';

/** Happens to a document once it is requested. */
export type StepCommand = Exclude<TaxDocumentCommand, RequestDocument>;

/** Says in which status each step may be taken and where it leads. */
const table: TransitionTable<StepCommand['type'], DocumentStatus> = {
  MoveDocumentToRange: { arrows: stays('requested') },
  RecordDocumentNumber: { arrows: { requested: ['numbered'] } },
  RecordDocumentSigned: { arrows: { numbered: ['signed'] } },
  RecordDocumentSubmitted: { arrows: { signed: ['submitted'] } },
  RecordDocumentAccepted: { arrows: leads(['signed', 'submitted'], 'accepted') },
  RecordDocumentRejected: { arrows: leads(['signed', 'submitted'], 'rejected') },
};

export const documentMachine = stateMachine('document', documentStatuses, table);

/** Refuses a step that the document is not at; names the document, one of those of its order. */
export const invalidStep = ({ type }: StepCommand, { status, content }: DocumentState): Refusal =>
  reject('wrong_state', 'invalid_document_step', 'the document is at another step: read it again', {
    command: type,
    document_id: content.documentId,
    status,
  });
