import type { Decision, Refusal } from '../../domain/shared/decider.ts';
import type { DomainCommand } from '../../domain/shared/message.ts';
import type { Fact } from './codec.ts';

/**
 * What a caller wants: a command, or what to do once the aggregate's state is known, for use cases that must ask others
 * first. Such a function answers a command to decide, or the decision itself (a refusal, or nothing to do). It is called
 * again when somebody else changed the aggregate meanwhile, and never twice at once for one aggregate in this process.
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
