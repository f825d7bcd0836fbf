import { reaction } from '../../domain/processes/reaction.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import { openFreeRange } from '../documents/open-folio-ranges.ts';
import { askFolioRange } from '../documents/take-folio.ts';
import type { Clock } from '../ports/system.ts';
import type { Cause, ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

/** Parent of the ids of the steps to a Z's number. Part of the storage format: never change it. */
const stepNamespace = '0f6b3c1e-7d0a-4c52-9b55-3a8f2f6e9d14';

/** A shift as it stands. */
export interface StandingShift {
  readonly state: TillShiftState;
  readonly version: number;
}

/**
 * Gives the Z report of a closed shift the next number of its till, once: the folios of the till remember which shift has which,
 * so work that goes on after a crash gets the same one. A shift that is open, or has its number, is left as it is.
 * @throws EventStoreUnavailableError: do it again; Error if too much happened at once
 */
export const numberZReport = async (
  handlers: CommandHandlers,
  cause: Cause & { readonly causationId?: string },
  shiftId: string,
): Promise<StandingShift> => {
  const now = await handlers.shift.current(shiftId, cause);
  const { state } = now;
  if (!state.exists || state.close?.zNumber !== null) return now;
  const zNumber = await takeNumber(handlers, stepOf(cause, shiftId, 'folio'), state);
  const command = { type: 'RecordZNumber', zNumber, at: cause.now } as const;
  const numbered = await handlers.shift.handle(shiftId, stepOf(cause, shiftId, 'number'), command);
  if (!numbered.ok) throw new Error(`the Z of shift ${shiftId} was not numbered: ${numbered.rejection.code}`);
  return numbered;
};

/**
 * Asks every range of the till from its first on: one of them may have given this shift its number already, before a crash. A
 * till fills a range in a thousand shifts.
 */
const takeNumber = async (
  handlers: CommandHandlers,
  context: CommandContext,
  { tillId, shiftId }: { readonly tillId: string; readonly shiftId: string },
): Promise<number> => {
  const of = { organizationId: context.organizationId, book: 'till', series: tillId } as const;
  for (let range = 1; ; range += 1) {
    const open = () => openFreeRange({ handlers }, context, of, range);
    const answer = await askFolioRange(handlers, context, { of, range, documentId: shiftId }, open);
    if (answer !== 'done') return answer;
  }
};

/** The same step for the same shift is the same command, by whichever process. */
const stepOf = (
  { organizationId, correlationId, causationId, now }: Cause & { readonly causationId?: string },
  shiftId: string,
  step: string,
): CommandContext => ({
  organizationId,
  correlationId,
  ...(causationId !== undefined && { causationId }),
  now,
  actor: { subject: 'process:z-numbers', role: 'process' },
  commandId: deterministicId(stepNamespace, `${organizationId}\n${shiftId}\n${step}`),
});

/**
 * Numbers the Z of every shift that was closed, at the till or elsewhere.
 * @throws EventStoreUnavailableError: handle the event again
 */
export const numberZReports = (dependencies: {
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}): EventHandler =>
  eventHandler(
    'z-numbers',
    dependencies.clock,
    reaction(['ShiftClosed'], async ({ data: { shiftId } }, context: ReactionContext) => {
      await numberZReport(dependencies.handlers, context, shiftId);
    }),
  );
