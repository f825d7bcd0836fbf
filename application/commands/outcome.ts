import { reject, type Decision, type Refusal } from '../../domain/shared/decider.ts';
import type { DomainCommand } from '../../domain/shared/message.ts';
import type { Fact } from './codec.ts';
import type { CommandContext } from './context.ts';

/** What a use case answers. A refusal changed nothing. */
export type Outcome<State> =
  | {
      readonly ok: true;
      readonly state: State;
      /** The aggregate's version after the command; `min_version` of a read that must see it. */
      readonly version: number;
      /** True if the command had been done before: nothing new was written. */
      readonly repeated: boolean;
    }
  | Refusal;

/**
 * Says what a caller wants: a command, or what to do once the aggregate's state is known, for use cases that must ask other
 * services first. Such a function answers a command to decide, or the decision itself (a refusal, or nothing to do). It is called
 * again when the aggregate was changed meanwhile, and never twice at once for one aggregate in this process.
 */
export type CommandPlan<Command, Event, State> =
  Command | ((state: State) => Planned<Command, Event> | Promise<Planned<Command, Event>>);

export type Planned<Command, Event> = Command | Decision<Event>;

/** An aggregate after a command, with the events that the command made (now, or the first time). */
export interface Accepted<Event, State> {
  readonly ok: true;
  readonly state: State;
  readonly version: number;
  readonly repeated: boolean;
  readonly facts: readonly Fact<Event>[];
}

/** An outcome with the events of the command, for the processes that follow it. */
export type Handled<Event, State> = Accepted<Event, State> | Refusal;

export const isDecision = <Command extends DomainCommand, Event>(
  plan: Planned<Command, Event>,
): plan is Decision<Event> => 'ok' in plan;

/** Refuses an aggregate that does not exist, or not for this caller. */
export const notFound = (category: string): Refusal =>
  reject('not_found', `${category}_not_found`, `there is no such ${category}`);

/** Refuses a command on another version than the one that its caller saw; undefined if it is the one, or none was named. */
export const versionConflict = (version: number, { expectedVersion }: CommandContext): Refusal | undefined => {
  if (expectedVersion === undefined || expectedVersion === version) return undefined;
  return reject('stale_version', 'version_conflict', 'it changed since it was read: read it again', {
    expected_version: expectedVersion,
    current_version: version,
  });
};

export const tooMuchContention = (): Refusal =>
  reject('stale_version', 'too_much_contention', 'too many changes at once: send the command again');

export const idempotencyKeyReused = (): Refusal =>
  reject('rule', 'idempotency_key_reused', 'this key was used for another request: take a new one');
