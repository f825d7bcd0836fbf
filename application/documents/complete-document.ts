import { numbered } from '../../domain/tax-document/content.ts';
import { documentWithId, type DocumentState, type TaxDocumentState } from '../../domain/documents/state.ts';
import type { StepCommand } from '../../domain/documents/transitions.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import { parentOf } from '../commands/parent-id.ts';
import { authorityOf } from './authorities.ts';
import type { DocumentDependencies } from './dependencies.ts';
import { signedDocument } from './signed-document.ts';
import { takeFolio } from './take-folio.ts';
import { sha256Of, verdictCommand } from './verdict-command.ts';

/** On whose behalf and because of what a document is worked on. */
export type WorkCause = Pick<CommandContext, 'organizationId' | 'correlationId' | 'causationId'>;

/** Parent of the ids of a document's steps. Part of the storage format: never change it. */
const stepNamespace = 'c3f2b6d8-4f0e-4a56-8f5b-2f7c1d9be0a4';

/**
 * Takes a document through its steps (number, signature, submission) as far as it gets without waiting for a verdict. Each
 * step starts from what the stream says, is recorded before the next one, and may be done again: whoever goes on after a
 * crash does what is left, and two who work at once do it once.
 *
 * @returns the order's documents as they stand then
 * @throws ServiceUnavailableError, EventStoreUnavailableError, NoFoliosError: do it again
 * @throws Error if a step is refused, or the document cannot be signed
 */
export const completeDocument = async (
  dependencies: DocumentDependencies,
  cause: WorkCause,
  documentId: string,
): Promise<TaxDocumentState> => {
  let state = await currentDocuments(dependencies, cause, documentId);
  for (;;) {
    const document = documentWithId(state, documentId);
    const command = document && (await nextStep(dependencies, cause, document));
    if (command === undefined) return state;
    state = await takeStep(dependencies, cause, command);
  }
};

/** Records a step; what others recorded meanwhile is seen. @throws Error if it is refused */
export const takeStep = async (
  dependencies: DocumentDependencies,
  cause: WorkCause,
  command: StepCommand,
): Promise<TaxDocumentState> => {
  const { documentId, type } = command;
  const context = stepContext(dependencies, cause, documentId, nameOf(command));
  const handled = await dependencies.handlers.documents.handle(parentOf(documentId), context, command);
  if (!handled.ok) throw new Error(`${type} of ${documentId} was refused: ${handled.rejection.code}`);
  return handled.repeated ? currentDocuments(dependencies, cause, documentId) : handled.state;
};

/** What is next for a document; undefined: nothing, or the authority's verdict. */
const nextStep = async (
  dependencies: DocumentDependencies,
  cause: WorkCause,
  document: DocumentState,
): Promise<StepCommand | undefined> => {
  const { status, content } = document;
  const { documentId, regime } = content;
  const at = dependencies.clock.now();
  switch (status) {
    case 'requested':
      return takeFolio(dependencies, stepContext(dependencies, cause, documentId, 'folio'), document);
    case 'numbered': {
      const signed = await authorityOf(dependencies.authorities, regime)?.sign(numbered(document));
      return signed && { type: 'RecordDocumentSigned', documentId, ...signed, sha256: sha256Of(signed.xml), at };
    }
    case 'signed': {
      const signed = await signedDocument(dependencies.store, cause.organizationId, documentId);
      const verdict = await authorityOf(dependencies.authorities, regime)?.submit(numbered(document), signed);
      return verdict && verdictCommand(documentId, verdict, at);
    }
    case 'submitted':
    case 'accepted':
    case 'rejected':
      return undefined;
  }
};

/** The documents as their stream has them now, not only as they are kept in memory. */
export const currentDocuments = async (
  dependencies: DocumentDependencies,
  cause: WorkCause,
  documentId: string,
): Promise<TaxDocumentState> => {
  const context = stepContext(dependencies, cause, documentId, 'look');
  const looked = await dependencies.handlers.documents.handle(parentOf(documentId), context, () => accept());
  if (!looked.ok) throw new Error(`the documents of ${documentId} cannot be seen: ${looked.rejection.code}`);
  return looked.state;
};

const nameOf = (command: StepCommand): string =>
  command.type === 'MoveDocumentToRange' ? `${command.type}#${command.range}` : command.type;

/** The same step of the same document is the same command, whoever takes it. */
const stepContext = (
  { clock }: DocumentDependencies,
  cause: WorkCause,
  documentId: string,
  step: string,
): CommandContext => ({
  ...cause,
  actor: { subject: 'process:documents', role: 'process' },
  commandId: deterministicId(stepNamespace, `${cause.organizationId}\n${documentId}\n${step}`),
  now: clock.now(),
});
