import { dueCommand } from '../domain/processes/deadlines.ts';
import { send, type CommandHandlers } from './command-handlers.ts';
import { deterministicId } from './deterministic-id.ts';
import type { Clock } from './ports/clock.ts';
import type { Deadlines, DueDeadline } from './ports/deadlines.ts';
import type { Log } from './ports/log.ts';
import type { Pause } from './ports/pause.ts';
import type { TenantPolicies } from './ports/tenant-policies.ts';

export interface DeadlineDependencies {
  readonly deadlines: Deadlines;
  readonly handlers: CommandHandlers;
  readonly policies: TenantPolicies;
  readonly clock: Clock;
}

/** Parent of the ids of the commands that time gives. Part of the storage format: never change it. */
const deadlineNamespace = 'b3c8b7e6-0c55-4d0f-8a36-9e0f1c1d7a42';

/** Deadlines taken at once. */
const batchSize = 100;

/**
 * Decides what is due, one aggregate after the other, and forgets it. A deadline that two processes take at once, or
 * that a rebuild brings back, gives the same command: it has one effect.
 * @returns how many were due
 * @throws EventStoreUnavailableError, ServiceUnavailableError: what was not forgotten is due again
 */
export const runDueDeadlines = async (dependencies: DeadlineDependencies): Promise<number> => {
  const { deadlines, clock } = dependencies;
  const due = await deadlines.dueDeadlines(clock.now(), batchSize);
  for (const deadline of due) {
    await decideDue(dependencies, deadline);
    await deadlines.forgetDeadline(deadline);
  }
  return due.length;
};

const decideDue = async ({ handlers, policies, clock }: DeadlineDependencies, deadline: DueDeadline): Promise<void> => {
  const { organizationId, aggregate, id, kind, dueAt } = deadline;
  const now = clock.now();
  const commandId = deterministicId(deadlineNamespace, [organizationId, aggregate, id, kind, dueAt].join('\n'));
  const actor = { subject: 'process:deadlines', role: 'process' };
  const context = { organizationId, actor, commandId, correlationId: commandId, now };
  await send(handlers, context, dueCommand(deadline, policies.policy(organizationId), now));
};

/** Runs what is due, again and again, until aborted. Any number of processes may do so at once. */
export const runDeadlines = async (
  dependencies: DeadlineDependencies & { readonly pause: Pause; readonly log: Log; readonly intervalMs: number },
  signal: AbortSignal,
): Promise<void> => {
  const { pause, log, intervalMs } = dependencies;
  while (!signal.aborted) {
    const due = await runDueDeadlines(dependencies).catch((error: unknown) => {
      log.warn({ err: error }, 'deadlines wait');
      return 0;
    });
    if (due < batchSize) await pause(intervalMs, signal);
  }
};
