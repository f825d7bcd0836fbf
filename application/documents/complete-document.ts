import { createHash } from 'node:crypto';
import { match, P } from 'ts-pattern';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../domain/documents/events.ts';
import { documentWithId, type DocumentState, type TaxDocumentState } from '../../domain/documents/state.ts';
import type { StepCommand } from '../../domain/documents/transitions.ts';
import { decode } from '../../domain/shared/event-schema.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { streamName } from '../../domain/shared/stream.ts';
import { numbered } from '../../domain/tax-document/content.ts';
import type { CommandContext } from '../commands/context.ts';
import { deterministicId, parentOf } from '../commands/ids.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { AuthorityVerdict, SignedDocument, TaxAuthority } from '../ports/tax-authority.ts';
import { authorityOf, type DocumentDependencies } from './dependencies.ts';
import { takeFolio } from './take-folio.ts';

/** Says on whose behalf and because of what a document is worked on. */
export type WorkCause = Pick<CommandContext, 'organizationId' | 'correlationId' | 'causationId'>;

/** Parent of the ids of a document's steps. Part of the storage format: never change it. */
const stepNamespace = 'c3f2b6d8-4f0e-4a56-8f5b-2f7c1d9be0a4';

/** Opens the work on one document. */
export const documentWork = (dependencies: DocumentDependencies, cause: WorkCause, documentId: string) => {
  const { handlers, store, authorities, clock } = dependencies;
  const { organizationId } = cause;

  /** The same step of the same document is the same command, whichever process takes it. */
  const contextOf = (step: string): CommandContext => ({
    ...cause,
    actor: { subject: 'process:documents', role: 'process' },
    commandId: deterministicId(stepNamespace, `${organizationId}\n${documentId}\n${step}`),
    now: clock.now(),
  });

  /** Reads the order's documents as their stream has them now, not only as they are kept in memory. */
  const current = async (): Promise<TaxDocumentState> =>
    (await handlers.documents.current(parentOf(documentId), cause)).state;

  /** Records a step; what another process recorded meanwhile is seen. @throws Error if it is refused */
  const record = async (command: StepCommand): Promise<TaxDocumentState> => {
    const context = contextOf(nameOf(command));
    const handled = await handlers.documents.handle(parentOf(documentId), context, command);
    if (!handled.ok) throw new Error(`${command.type} of ${documentId} was refused: ${handled.rejection.code}`);
    return handled.repeated ? current() : handled.state;
  };

  /** Finds what is next for a document; undefined: nothing, or the authority's verdict. */
  const nextStep = async (document: DocumentState): Promise<StepCommand | undefined> => {
    const authority = (): TaxAuthority | undefined => authorityOf(authorities, document.content.regime);
    const at = clock.now();
    switch (document.status) {
      case 'requested':
        return takeFolio(dependencies, contextOf('folio'), document);
      case 'numbered': {
        const signed = await authority()?.sign(numbered(document));
        return signed && { type: 'RecordDocumentSigned', documentId, ...signed, sha256: sha256Of(signed.xml), at };
      }
      case 'signed': {
        const signed = await signedDocument(store, organizationId, documentId);
        const verdict = await authority()?.submit(numbered(document), signed);
        return verdict && verdictCommand(documentId, verdict, at);
      }
      case 'submitted':
      case 'accepted':
      case 'rejected':
        return undefined;
    }
  };

  const complete = async (): Promise<TaxDocumentState> => {
    let state = await current();
    for (;;) {
      const document = documentWithId(state, documentId);
      const command = document && (await nextStep(document));
      if (command === undefined) return state;
      state = await record(command);
    }
  };

  return { current, record, complete };
};

/**
 * Takes a document through its steps (number, signature, submission) as far as it gets without waiting for a verdict. Each
 * step starts from what the stream says, is recorded before the next one, and may be done again: after a crash what is left
 * is done, and two processes that work at once do it once.
 *
 * @returns the order's documents as they stand then
 * @throws ServiceUnavailableError, EventStoreUnavailableError, NoFoliosError: do it again
 * @throws Error if a step is refused, or the document cannot be signed
 */
export const completeDocument = (
  dependencies: DocumentDependencies,
  cause: WorkCause,
  documentId: string,
): Promise<TaxDocumentState> => documentWork(dependencies, cause, documentId).complete();

const nameOf = (command: StepCommand): string =>
  command.type === 'MoveDocumentToRange' ? `${command.type}#${command.range}` : command.type;

/**
 * Reads a document as it was signed: its XML is in its events only, too large to be kept in memory with every order's documents.
 * @throws Error if it was not signed
 */
const signedDocument = async (
  store: EventStore,
  organizationId: string,
  documentId: string,
): Promise<SignedDocument> => {
  const recorded = await store.read(streamName('documents', organizationId, parentOf(documentId)));
  const events = recorded.map((event) => decode<TaxDocumentEvent>(taxDocumentEvents, event));
  for (const event of events) {
    if (event.type === 'DocumentSigned' && event.data.documentId === documentId) return event.data.personal;
  }
  throw new Error(`document ${documentId} has no signed XML`);
};

/** Hashes the UTF-8 bytes, in hex. */
const sha256Of = (xml: string): string => createHash('sha256').update(xml).digest('hex');

/** Makes the command that records an authority's answer. */
export const verdictCommand = (documentId: string, verdict: AuthorityVerdict, at: Instant): StepCommand =>
  match(verdict)
    .returnType<StepCommand>()
    .with({ status: 'pending' }, ({ trackingId }) => ({ type: 'RecordDocumentSubmitted', documentId, trackingId, at }))
    .with({ status: 'accepted', stamped: P.nonNullable }, ({ authorityReference, notes, stamped }) => ({
      type: 'RecordDocumentAccepted',
      documentId,
      authorityReference,
      notes,
      at,
      stamped: { ...stamped, sha256: sha256Of(stamped.xml) },
    }))
    .with({ status: 'accepted' }, ({ authorityReference, notes }) => ({
      type: 'RecordDocumentAccepted',
      documentId,
      authorityReference,
      notes,
      at,
    }))
    .with({ status: 'rejected' }, ({ code, message }) => ({
      type: 'RecordDocumentRejected',
      documentId,
      code,
      message,
      at,
    }))
    .exhaustive();
