import type { Actor, Instant } from '../../domain/shared/message.ts';

/** What surrounds a command: who, when, why, and how to recognise it if it comes again. */
export interface CommandContext {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Set for an `order.customer`: the aggregates of anybody else do not exist for them. */
  readonly onlyCustomerId?: string;
  /** UUID. The same id is the same command: a repetition changes nothing and answers as the first time. */
  readonly commandId: string;
  readonly correlationId: string;
  /** The event or command that caused this one. */
  readonly causationId?: string;
  /** Hash of a keyed request's body: the same command id with another hash is refused. */
  readonly requestHash?: string;
  /** Wall-clock time: `recorded_at` of the events. */
  readonly now: Instant;
  /** Business time, if it is not now (imported history): what the use cases and processes give commands as `at`. */
  readonly at?: Instant;
  /** From `If-Match`: the version that the caller saw; refused as `version_conflict` if it is no longer current. */
  readonly expectedVersion?: number;
}

/** The time that a command's events happened in the business: what commands carry as `at`. */
export const businessTime = (context: CommandContext): Instant => context.at ?? context.now;

/**
 * The same command's part on another aggregate of its own accord: the conditions that the caller set (`If-Match`, only
 * their own) are about the first aggregate.
 */
export const unconditional = (context: CommandContext): CommandContext => {
  const rest: { -readonly [Key in keyof CommandContext]: CommandContext[Key] } = { ...context };
  delete rest.onlyCustomerId;
  delete rest.expectedVersion;
  return rest;
};
