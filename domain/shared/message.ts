/** An event as the domain sees it. `Type` is past tense and part of the storage format: never rename one. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** A command as the domain sees it: imperative, complete (its time and ids are in it), untrusted until decided. */
export interface DomainCommand<Type extends string = string> {
  readonly type: Type;
}

/** What every command carries besides the ids of what it makes: when it is given. */
export interface At {
  readonly at: Instant;
}

/** UTC instant, ISO 8601 with milliseconds and `Z` (`2026-11-23T15:00:00.000Z`): sorts as text. */
export type Instant = string;

/** Global position of an event in its store: rising in commit order, a safe integer. `0` is before the first event. */
export type Position = number;

/** Who caused an event. */
export interface Actor {
  /** The token's subject, or the name of the process that acts by itself (`process:returns`). */
  readonly subject: string;
  readonly role: string;
}

/**
 * What is stored beside every event's data.
 *
 * `command_id` names the command that produced the event: a repetition of it is recognised by it.
 * `request_hash` (keyed requests only) distinguishes a repetition from a reuse of the key with another body.
 * `hash` is the event's link in its stream's hash chain (lower-case hex SHA-256, see application/hash-chain).
 */
export interface EventMetadata {
  readonly schema: number;
  readonly organization_id: string;
  readonly command_id: string;
  readonly correlation_id: string;
  readonly causation_id?: string;
  readonly request_hash?: string;
  readonly actor: Actor;
  readonly recorded_at: Instant;
  readonly hash: string;
}

/** An event as it was stored. `version` counts from 1 within its stream. `data` is as written: upcast it before use. */
export interface RecordedEvent<Data = unknown> {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  readonly type: string;
  readonly data: Data;
  readonly metadata: EventMetadata;
}

/** A run of events in global order. `position` is the checkpoint once all of them are handled (filtered ones too). */
export interface EventBatch {
  readonly events: readonly RecordedEvent[];
  readonly position: Position;
  /** True when the store had nothing after `position` when the batch was read. */
  readonly caughtUp: boolean;
}
