import type { MoveDocumentToRange, RecordDocumentNumber } from '../../domain/documents/commands.ts';
import type { DocumentState } from '../../domain/documents/state.ts';
import { folioOf } from '../../domain/folios/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import { authorityOf, type DocumentDependencies } from './dependencies.ts';
import { rangeIdOf, rangeStream, type FolioSeries } from './folio-ranges.ts';
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

/** Names the range that is asked, and the document: the same one gets the same folio again. */
interface FolioQuestion {
  readonly of: FolioSeries;
  readonly range: number;
  readonly documentId: string;
}

/**
 * Asks a range for a folio; one that is not open yet is opened by `open`, and asked again.
 *
 * @returns the folio, or `done` if the range has none for it: ask the next one
 * @throws NoFoliosError if it does not open; EventStoreUnavailableError: do it again
 */
export const askFolioRange = async (
  handlers: Pick<CommandHandlers, 'folios'>,
  context: CommandContext,
  question: FolioQuestion,
  open: () => Promise<void>,
): Promise<number | 'done'> => {
  const answer = await ask(handlers, context, question);
  if (answer !== undefined) return answer;
  await open();
  const opened = await ask(handlers, context, question);
  if (opened === undefined) throw new NoFoliosError(question.of.series);
  return opened;
};

/** Asks once; undefined: the range is not open. */
const ask = async (
  { folios }: Pick<CommandHandlers, 'folios'>,
  context: CommandContext,
  { of, range, documentId }: FolioQuestion,
): Promise<number | 'done' | undefined> => {
  const command = { type: 'AllocateFolio', documentId, at: context.now } as const;
  const handled = await folios.handle(rangeIdOf(of, range), context, command);
  if (handled.ok) return folioOf(handled.state, documentId);
  const { code } = handled.rejection;
  if (code === 'folio_range_not_open') return undefined;
  if (code === 'folio_range_used_up' || code === 'folio_range_expired') return 'done';
  throw new Error(`no folio for ${documentId} from ${rangeStream(of, range)}: ${code}`);
};

/** Reports that no range has a folio left: documents wait, in their order, until more are loaded. */
export class NoFoliosError extends ServiceUnavailableError {
  constructor(series: string) {
    super('folios');
    this.message = `the folios of series ${series} are used up or expired: load another CAF`;
  }
}
