import { dueCommand } from '../../domain/processes/deadlines.ts';
import { send, type CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import type { Deadlines, DueDeadline } from '../ports/read-models.ts';
import type { Clock, Log, Pause } from '../ports/system.ts';
import { isUnavailability } from '../resilience/unavailability.ts';

export interface DeadlineDependencies {
  readonly deadlines: Deadlines;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
  readonly log: Log;
}

/** Parent of the ids of the commands that time gives. Part of the storage format: never change it. */
const deadlineNamespace = 'b3c8b7e6-0c55-4d0f-8a36-9e0f1c1d7a42';

/** Deadlines taken at once. */
const batchSize = 100;

/**
 * Decides what is due, the longest overdue first, and forgets it. A deadline that two processes take at once, or that a
 * rebuild brings back, gives the same command: it has one effect. One that cannot be decided is logged and due again; it
 * holds no other up.
 * @returns how many were decided
 * @throws EventStoreUnavailableError, ServiceUnavailableError: what was not forgotten is due again
 */
export const runDueDeadlines = async (dependencies: DeadlineDependencies): Promise<number> => {
  const { deadlines, clock } = dependencies;
  const due = await deadlines.dueDeadlines(clock.now(), batchSize);
  let decided = 0;
  for (const deadline of due) {
    if (!(await isDecided(dependencies, deadline))) continue;
    await deadlines.forgetDeadline(deadline);
    decided += 1;
  }
  return decided;
};

const isDecided = async (dependencies: DeadlineDependencies, deadline: DueDeadline): Promise<boolean> => {
  try {
    return await decide(dependencies, deadline);
  } catch (error) {
    if (isUnavailability(error)) throw error;
    dependencies.log.error({ ...deadline, err: error }, 'a deadline cannot be decided');
    return false;
  }
};

/** Answers false if the aggregate was changed so often meanwhile that nothing was decided. */
const decide = async ({ handlers, clock }: DeadlineDependencies, deadline: DueDeadline): Promise<boolean> => {
  const { organizationId, aggregate, id, kind, dueAt } = deadline;
  const now = clock.now();
  const commandId = deterministicId(deadlineNamespace, [organizationId, aggregate, id, kind, dueAt].join('\n'));
  const actor = { subject: 'process:deadlines', role: 'process' };
  const context = { organizationId, actor, commandId, correlationId: commandId, now };
  const { handled } = await send(handlers, context, dueCommand(deadline, now));
  return handled.ok || handled.rejection.kind !== 'stale_version';
};

/** Runs what is due, again and again, until aborted. Any number of processes may do so at once. */
export const runDeadlines = async (
  dependencies: DeadlineDependencies & { readonly pause: Pause; readonly intervalMs: number },
  signal: AbortSignal,
): Promise<void> => {
  const { pause, log, intervalMs } = dependencies;
  while (!signal.aborted) {
    const decided = await runDueDeadlines(dependencies).catch((error: unknown) => {
      log.warn({ err: error }, 'deadlines wait');
      return 0;
    });
    if (decided < batchSize) await pause(intervalMs, signal);
  }
};
