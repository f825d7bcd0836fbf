import { documentWithId } from '../../domain/documents/state.ts';
import { numbered } from '../../domain/tax-document/content.ts';
import type { PendingDocument, PendingVerdicts } from '../ports/read-models.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { Log, Pause } from '../ports/system.ts';
import { documentWork, verdictCommand } from './complete-document.ts';
import { authorityOf, type DocumentDependencies } from './dependencies.ts';

export interface VerdictDependencies extends DocumentDependencies {
  readonly pending: PendingVerdicts;
  readonly log: Log;
}

/** Sets how many documents are read at once. */
const pageSize = 100;

/**
 * Asks the authorities once for every document that they have not judged yet, one after the other. A document that fails
 * waits for the next round; so does every other one once an authority does not answer.
 */
export const askVerdicts = async (dependencies: VerdictDependencies, signal: AbortSignal): Promise<void> => {
  let last: PendingDocument | undefined;
  do {
    const page = await dependencies.pending.pendingVerdicts(pageSize, last);
    for (const document of page) {
      if (signal.aborted || !(await ask(dependencies, document))) return;
    }
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last !== undefined);
};

/** @returns whether the authority answers */
const ask = async (
  dependencies: VerdictDependencies,
  { organizationId, documentId }: PendingDocument,
): Promise<boolean> => {
  const { log } = dependencies;
  try {
    await recordVerdict(dependencies, organizationId, documentId);
    return true;
  } catch (error) {
    log.warn({ organization_id: organizationId, document_id: documentId, err: error }, 'a verdict waits');
    return !(error instanceof ServiceUnavailableError);
  }
};

/** Asks only for what is still pending: the read model may lag. */
const recordVerdict = async (
  dependencies: VerdictDependencies,
  organizationId: string,
  documentId: string,
): Promise<void> => {
  const work = documentWork(dependencies, { organizationId, correlationId: documentId }, documentId);
  const document = documentWithId(await work.current(), documentId);
  if (document?.status !== 'submitted' || document.trackingId === null) return;
  const authority = authorityOf(dependencies.authorities, document.content.regime);
  const verdict = await authority?.verdict(numbered(document), document.trackingId);
  if (verdict === undefined || verdict.status === 'pending') return;
  await work.record(verdictCommand(documentId, verdict, dependencies.clock.now()));
};

/** Asks for all verdicts again and again, until aborted. Several processes at once do no harm, only work. */
export const pollVerdicts = async (
  dependencies: VerdictDependencies & { readonly pause: Pause; readonly intervalMs: number },
  signal: AbortSignal,
): Promise<void> => {
  const { pause, intervalMs, log } = dependencies;
  while (!signal.aborted) {
    await askVerdicts(dependencies, signal).catch((error: unknown) => {
      log.warn({ err: error }, 'verdicts wait');
    });
    await pause(intervalMs, signal);
  }
};
