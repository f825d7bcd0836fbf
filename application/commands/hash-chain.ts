import { hash } from 'node:crypto';
import type { RecordedEvent } from '../../domain/shared/message.ts';

/** What the first event of every stream is linked to. */
export const genesisHash = '0'.repeat(64);

/** What the chain covers of an event. `data` and `metadata` are the stored JSON texts, the latter without its `hash`. */
export interface ChainedEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * The event's link: lower-case hex SHA-256 over the link before it and everything that the event says. The fields stand
 * one a line, and none of them can hold a line break (JSON escapes it), so no two events read the same.
 */
export const linkHash = (previous: string, event: ChainedEvent): string =>
  hash(
    'sha256',
    `${previous}\n${event.stream}\n${event.version}\n${event.id}\n${event.type}\n${event.data}\n${event.metadata}`,
    'hex',
  );

/** The metadata text with its link as the last key. `metadata` is the JSON text of a non-empty object. */
export const seal = (metadata: string, link: string): string => `${metadata.slice(0, -1)},"hash":"${link}"}`;

/** The first place where a stream is not what was written. */
export interface BrokenLink {
  readonly stream: string;
  readonly version: number;
  /** The event found there; absent if it is missing. */
  readonly eventId?: string;
  /**
   * `missing`: the stream jumps over this version. `altered`: this event, or its place, is not the one that was written.
   */
  readonly fault: 'missing' | 'altered';
}

/**
 * Recomputes the chain of a whole stream, or of its continuation after `previous`, in the order given. Names the first
 * event that was edited, moved, put in, or left out. That a stream lost its newest events, no chain can tell by itself.
 */
export const verifyStream = (
  events: readonly RecordedEvent[],
  previous: { readonly version: number; readonly hash: string } = { version: 0, hash: genesisHash },
): BrokenLink | undefined => {
  let { version, hash: link } = previous;
  for (const event of events) {
    version += 1;
    if (event.version > version) return { stream: event.stream, version, fault: 'missing' };
    const { hash: recorded, ...metadata } = event.metadata;
    const texts = { data: JSON.stringify(event.data), metadata: JSON.stringify(metadata) };
    link = linkHash(link, { stream: event.stream, version, id: event.id, type: event.type, ...texts });
    if (link !== recorded || event.version !== version) {
      return { stream: event.stream, version, eventId: event.id, fault: 'altered' };
    }
  }
  return undefined;
};
