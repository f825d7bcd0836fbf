import { BACKWARDS, END, START, type AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Position } from '../../../domain/shared/message.ts';
import { collect } from './collect.ts';
import type { ReconnectingClient } from './reconnecting-client.ts';

const pageSize = 100;

type Page = Promise<readonly AllStreamResolvedEvent[]>;

interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** The server keeps its own streams, and links to events, under names that start with `$`. */
export const isSystemStream = (stream: string): boolean => stream.startsWith('$');

/** Where a read or a subscription of `$all` starts: position 0 is before the first event. */
export const fromPosition = (position: Position): typeof START | LogPosition =>
  position === 0 ? START : logPosition(position);

/** The position of the last event that is not the server's own; 0 if there is none. */
export const readHead = async (link: ReconnectingClient, idleMs: number): Promise<Position> => {
  let page = await readBackwards(link, END, 1, idleMs);
  for (;;) {
    const found = page.find(({ event }) => event !== undefined && !isSystemStream(event.streamId));
    if (found !== undefined) return positionOf(found);
    const last = page.at(-1);
    if (last === undefined) return 0;
    page = await readBackwards(link, logPosition(positionOf(last)), pageSize, idleMs);
  }
};

const readBackwards = (
  link: ReconnectingClient,
  from: typeof END | LogPosition,
  maxCount: number,
  idleMs: number,
): Page => collect(link, () => link.client.readAll({ direction: BACKWARDS, fromPosition: from, maxCount }), idleMs);

const readForwards = (link: ReconnectingClient, from: Position, idleMs: number): Page =>
  collect(link, () => link.client.readAll({ fromPosition: fromPosition(from), maxCount: pageSize }), idleMs);

export interface Tail {
  /** The last event that was looked at. */
  readonly position: Position;
  /** Whether that is the end of the log. */
  readonly ended: boolean;
  /** Whether any event after the start is `wanted`. */
  readonly wanted: boolean;
}

/** Looks at the events after `position`, a page at most. */
export const readTail = async (
  link: ReconnectingClient,
  position: Position,
  wanted: (stream: string) => boolean,
  idleMs: number,
): Promise<Tail> => {
  const page = await readForwards(link, position, idleMs);
  const after = page.filter((resolved) => positionOf(resolved) > position);
  const last = after.at(-1);
  return {
    position: last === undefined ? position : positionOf(last),
    ended: page.length < pageSize,
    wanted: after.some(({ event }) => event !== undefined && wanted(event.streamId)),
  };
};

const positionOf = ({ event, link, commitPosition }: AllStreamResolvedEvent): Position =>
  Number(commitPosition ?? (link ?? event)?.position.commit);

const logPosition = (position: Position): LogPosition => ({ commit: BigInt(position), prepare: BigInt(position) });
