import { folioOf } from '../../domain/folio-range/state.ts';
import type { MoveDocumentToRange, RecordDocumentNumber } from '../../domain/tax-document/commands.ts';
import type { DocumentState } from '../../domain/tax-document/state.ts';
import type { CommandContext } from '../command-context.ts';
import { authorityOf } from './authorities.ts';
import type { DocumentDependencies } from './dependencies.ts';
import { rangeIdOf, rangeStream, type FolioSeries } from './folio-ranges.ts';
import { NoFoliosError } from './no-folios-error.ts';
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
  const of = { organizationId: context.organizationId, regime, series };
  const answer =
    (await ask(dependencies, context, of, document)) ?? (await askOpened(dependencies, context, of, document));
  const at = context.now;
  if (answer === 'done') return { type: 'MoveDocumentToRange', documentId, range: range + 1, at };
  dependencies.folioRanges.gave(of, range);
  return { type: 'RecordDocumentNumber', documentId, folio: answer, at };
};

/** The folio, `done` if the range has none for it, or undefined if it is not open. */
type Answer = number | 'done' | undefined;

const ask = async (
  { handlers }: DocumentDependencies,
  context: CommandContext,
  of: FolioSeries,
  { range, content: { documentId } }: DocumentState,
): Promise<Answer> => {
  const command = { type: 'AllocateFolio', documentId, at: context.now } as const;
  const handled = await handlers.folios.handle(rangeIdOf(of, range), context, command);
  if (handled.ok) return folioOf(handled.state, documentId);
  const { code } = handled.rejection;
  if (code === 'folio_range_not_open') return undefined;
  if (code === 'folio_range_used_up' || code === 'folio_range_expired') return 'done';
  throw new Error(`no folio for ${documentId} from ${rangeStream(of, range)}: ${code}`);
};

const askOpened = async (
  dependencies: DocumentDependencies,
  context: CommandContext,
  of: FolioSeries,
  document: DocumentState,
): Promise<number | 'done'> => {
  const authority = authorityOf(dependencies.authorities, of.regime);
  await openFolioRanges(dependencies, context, authority, of, document.range);
  const answer = await ask(dependencies, context, of, document);
  if (answer === undefined) throw new NoFoliosError(of.series);
  return answer;
};
