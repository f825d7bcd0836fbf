import type { MoveDocumentToRange, RecordDocumentNumber } from '../../domain/documents/commands.ts';
import type { DocumentState } from '../../domain/documents/state.ts';
import type { CommandContext } from '../commands/context.ts';
import { askFolioRange } from './ask-folio-range.ts';
import { authorityOf } from './authorities.ts';
import type { DocumentDependencies } from './dependencies.ts';
import { openFolioRanges } from './open-folio-ranges.ts';

/**
 * Asks the range that the document names for its folio. A range that never opens has no more to give: the document waits
 * there, and takes the first folio once there are more.
 *
 * @returns its number, or the next range to ask
 * @throws NoFoliosError, EventStoreUnavailableError: do it again
 */
export const takeFolio = async (
  dependencies: DocumentDependencies,
  context: CommandContext,
  document: DocumentState,
): Promise<RecordDocumentNumber | MoveDocumentToRange> => {
  const { range, content } = document;
  const { documentId, regime, series } = content;
  const of = { organizationId: context.organizationId, book: regime, series };
  const answer = await askFolioRange(dependencies.handlers, context, { of, range, documentId }, () =>
    openFolioRanges(dependencies, context, authorityOf(dependencies.authorities, regime), of, range),
  );
  const at = context.now;
  if (answer === 'done') return { type: 'MoveDocumentToRange', documentId, range: range + 1, at };
  dependencies.folioRanges.gave(of, range);
  return { type: 'RecordDocumentNumber', documentId, folio: answer, at };
};
