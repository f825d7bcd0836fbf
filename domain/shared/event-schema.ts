import type { DomainEvent, RecordedEvent } from './message.ts';

/** Turns data of version n into data of version n + 1. Pure and total: old events never fail to read. */
export type Upcaster = (data: unknown) => unknown;

/**
 * The storage contract of one aggregate: every event type it writes, each with the upcasters from version 1 on
 * (none: the type is at version 1). The current version is `upcasters.length + 1`.
 */
export type EventSchema<Event extends DomainEvent> = Readonly<Record<Event['type'], readonly Upcaster[]>>;

/** The version that new events of this type are written with. */
export const currentVersion = <Event extends DomainEvent>(schema: EventSchema<Event>, type: Event['type']): number =>
  schema[type].length + 1;

/** Whether the schema knows the type: false for events of other aggregates. */
export const knows = <Event extends DomainEvent>(schema: EventSchema<Event>, type: string): type is Event['type'] =>
  Object.hasOwn(schema, type);

/**
 * Reads a stored event as a domain event of today's version.
 * @throws TypeError for a type that the schema does not know: a newer engine wrote it, so reading on would lose facts.
 */
export const decode = <Event extends DomainEvent>(schema: EventSchema<Event>, recorded: RecordedEvent): Event => {
  if (!knows(schema, recorded.type)) {
    throw new TypeError(`unknown event type ${recorded.type} in ${recorded.stream}: upgrade this process`);
  }
  const upcasters = schema[recorded.type];
  const missing = upcasters.slice(recorded.metadata.schema - 1);
  const data = missing.reduce<unknown>((value, upcast) => upcast(value), recorded.data);
  return { type: recorded.type, data } as Event;
};
