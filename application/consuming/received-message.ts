import type { Refusal } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** Holds a message that was published for us, as the broker gave it. */
export interface ReceivedMessage {
  readonly routingKey: string;
  /** Is the sender's own name of it: the same one twice is one message. */
  readonly messageId: string | undefined;
  readonly body: Uint8Array;
  /** When the sender says that it was sent. */
  readonly sentAt: Instant | undefined;
}

/** Holds what became of a message. One that cannot be used is set aside for people: doing it again would not help. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export const done: Verdict = { ok: true };

export const unusable = (reason: string): Verdict => ({ ok: false, reason });

/**
 * What a command's outcome means for the message that gave it.
 * @throws Error if the aggregate was changed so often meanwhile that nothing was decided: try again
 */
export const verdictOf = (outcome: { readonly ok: true } | Refusal): Verdict => {
  if (outcome.ok) return done;
  const { kind, code, message } = outcome.rejection;
  if (kind === 'stale_version') throw new Error(`${code}: ${message}`);
  return unusable(`${code}: ${message}`);
};

/** Describes a message that was read and is ready to be acted upon. */
export interface Prepared {
  /** Messages of one lane are about the same thing: act on them in the order in which they came. */
  readonly lane: string;
  /**
   * Bears repetition: the commands that follow from a message are always the same ones.
   * @throws ServiceUnavailableError, EventStoreUnavailableError: run it again
   */
  readonly run: () => Promise<Verdict>;
}
