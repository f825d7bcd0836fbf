import { reject } from '../shared/decider.ts';
import type { RequestDocument, TaxDocumentCommand } from './commands.ts';
import type { DocumentStatus } from './events.ts';
import type { DocumentState } from './state.ts';

/** What happens to a document once it is requested. */
export type StepCommand = Exclude<TaxDocumentCommand, RequestDocument>;

/** The life of a document as data: in which status each step may be taken. */
export const steps: Readonly<Record<StepCommand['type'], readonly DocumentStatus[]>> = {
  MoveDocumentToRange: ['requested'],
  RecordDocumentNumber: ['requested'],
  RecordDocumentSigned: ['numbered'],
  RecordDocumentSubmitted: ['signed'],
  RecordDocumentAccepted: ['signed', 'submitted'],
  RecordDocumentRejected: ['signed', 'submitted'],
};

/** Whether the document stands where the step may be taken; ranges are only asked one after the other. */
export const isAllowed = (command: StepCommand, { status, range }: DocumentState): boolean =>
  steps[command.type].includes(status) && (command.type !== 'MoveDocumentToRange' || command.range === range + 1);

export const invalidStep = ({ type }: StepCommand, { status, content }: DocumentState) =>
  reject('wrong_state', 'invalid_document_step', 'the document is at another step: read it again', {
    command: type,
    document_id: content.documentId,
    status,
  });
