import type { AggregateCommand, Category, EventOf } from '../aggregates.ts';
import type { DomainEvent } from '../shared/message.ts';

/** A command and the aggregate that it is for. The organisation is the event's: no process crosses that line. */
export type ProcessCommand = AggregateCommand;

type EventsByType = { readonly [Event in EventOf<Category> as Event['type']]: Event };

/** Every event type of every aggregate: each belongs to one of them. */
export type EventType = keyof EventsByType;

/** The events of these types. */
export type EventNamed<Type extends EventType> = EventsByType[Type];

/**
 * What follows from events of some types. Keeps no state: all that it needs is in the event, and in what is said beside it
 * (`Beside`). The same event gives the same answer.
 */
export interface Reaction<Type extends EventType, Result, Beside extends readonly unknown[] = []> {
  /** Every event type that it reacts to, and no other. */
  readonly eventTypes: readonly Type[];
  readonly reactsTo: (eventType: string) => boolean;
  readonly react: {
    (event: EventNamed<Type>, ...beside: Beside): Result;
    /** Answers undefined for an event of another type. */
    (event: DomainEvent, ...beside: Beside): Result | undefined;
  };
}

/** A reaction to whichever events: for lists of reactions. */
export interface AnyReaction<Result, Beside extends readonly unknown[] = []> {
  readonly eventTypes: readonly EventType[];
  readonly reactsTo: (eventType: string) => boolean;
  readonly react: (event: DomainEvent, ...beside: Beside) => Result | undefined;
}

/** The events that a reaction is for. */
export type EventsOf<R extends { readonly eventTypes: readonly EventType[] }> = EventNamed<R['eventTypes'][number]>;

/**
 * Reacts to each type of event in its own way.
 *
 * @example const points = reactions<Instruction | undefined>()({ PosTransactionCompleted: ({ data }) => earn(data) });
 */
export const reactions =
  <Result, Beside extends readonly unknown[] = []>() =>
  <Type extends EventType>(table: {
    readonly [T in Type]: (event: EventNamed<T>, ...beside: Beside) => Result;
  }): Reaction<Type, Result, Beside> => {
    const handlers = new Map<string, (event: never, ...beside: Beside) => Result>(Object.entries(table));
    // A look-up by name cannot show the compiler that the table holds the function for each type under its name.
    const react = (event: DomainEvent, ...beside: Beside) => handlers.get(event.type)?.(event as never, ...beside);
    return {
      eventTypes: Object.keys(table) as Type[],
      reactsTo: (eventType) => handlers.has(eventType),
      react: react as Reaction<Type, Result, Beside>['react'],
    };
  };

/** Reacts to several types of event in one way. */
export const reaction = <const Type extends EventType, Result, Beside extends readonly unknown[] = []>(
  eventTypes: readonly Type[],
  handle: (event: EventNamed<Type>, ...beside: Beside) => Result,
): Reaction<Type, Result, Beside> => {
  const types: ReadonlySet<string> = new Set(eventTypes);
  const concerns = (event: DomainEvent): event is EventNamed<Type> => types.has(event.type);
  const react = (event: DomainEvent, ...beside: Beside) => (concerns(event) ? handle(event, ...beside) : undefined);
  return {
    eventTypes,
    reactsTo: (eventType) => types.has(eventType),
    react: react as Reaction<Type, Result, Beside>['react'],
  };
};

/** A reaction that answers events with commands, which may all be repeated. They carry the event's own time. */
export interface Process extends AnyReaction<readonly ProcessCommand[]> {
  /** Part of the storage format: in the ids of its commands, and in its actor's (`process:<name>`). */
  readonly name: string;
}

/** Answers with commands. */
export const commanding = reactions<readonly ProcessCommand[]>();
