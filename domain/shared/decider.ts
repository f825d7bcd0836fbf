import type { EventSchema } from './event-schema.ts';
import type { DomainEvent } from './message.ts';

/**
 * A refusal is an answer, not an exception.
 *
 * - `wrong_state`: the aggregate's status does not allow the command (HTTP 409).
 * - `stale_version`: the caller's expected version is not the current one (HTTP 409).
 * - `rule`: a business rule forbids it (HTTP 422).
 * - `not_found`: the aggregate, or the part of it that the command names, does not exist (HTTP 404).
 * - `forbidden`: the actor may not do this (HTTP 403).
 */
export type RejectionKind = 'wrong_state' | 'stale_version' | 'rule' | 'not_found' | 'forbidden';

/** Names why (`code`: stable, machine-readable, snake_case) and says to a person what to do next (`message`). */
export interface Rejection {
  readonly kind: RejectionKind;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The answer no, with its reason. */
export interface Refusal {
  readonly ok: false;
  readonly rejection: Rejection;
}

/** A value, or why there is none. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | Refusal;

/** What `decide` answers: the new events (none for a repeated command), or why not. */
export type Decision<Event> = { readonly ok: true; readonly events: readonly Event[] } | Refusal;

/**
 * An aggregate as pure functions. `decide` never throws and never reads a clock; `evolve` never judges.
 * Replaying the same events gives the same state, byte for byte.
 */
export interface Decider<Command, Event, State> {
  readonly initial: State;
  readonly decide: (command: Command, state: State) => Decision<Event>;
  readonly evolve: (state: State, event: Event) => State;
}

/** Accepts with these events; none means "already so" (a repeated command). */
export const accept = <Event>(...events: readonly Event[]): Decision<Event> => ({ ok: true, events });

/** Refuses; `details` are shown to the caller, so they hold no secrets and no personal data. */
export const reject = (
  kind: RejectionKind,
  code: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Refusal => ({
  ok: false,
  rejection: details === undefined ? { kind, code, message } : { kind, code, message, details },
});

/** Folds events over a state, in order. */
export const fold = <Event, State>(
  evolve: (state: State, event: Event) => State,
  state: State,
  events: readonly Event[],
): State => events.reduce(evolve, state);

/** One function for each type of command, which decides it about its subject. */
export type Handlers<Command extends { readonly type: string }, Subject, Event> = {
  readonly [Each in Command as Each['type']]: (command: Each, subject: Subject) => Decision<Event>;
};

/** Decides a command by the function for its type: a large decider is a table, and a missing row does not compile. */
export const decideBy = <Command extends { readonly type: string }, Subject, Event>(
  handlers: Handlers<Command, Subject, Event>,
  command: Command,
  subject: Subject,
): Decision<Event> => {
  const type = command.type as keyof typeof handlers;
  const decide = handlers[type] as (command: Command, subject: Subject) => Decision<Event>;
  return decide(command, subject);
};

/** What the engine knows about one kind of aggregate. */
export interface Aggregate<Command, Event extends DomainEvent, State> {
  /** Begins the names of its streams. Part of the storage format. */
  readonly category: string;
  readonly decider: Decider<Command, Event, State>;
  readonly schema: EventSchema<Event>;
  /**
   * The customer that the aggregate belongs to. `null`: to no customer, so none may touch it. `undefined`: it does not
   * exist, or any caller that knows its id may touch it (a guest's cart).
   */
  readonly ownerOf: (state: State) => string | null | undefined;
}
