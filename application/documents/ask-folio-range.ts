import { folioOf } from '../../domain/folios/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { rangeIdOf, rangeStream, type FolioSeries } from './folio-ranges.ts';
import { NoFoliosError } from './no-folios-error.ts';

/** Who asks which range for a folio: the same one gets the same folio again. */
export interface FolioQuestion {
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

/** undefined: it is not open. */
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
