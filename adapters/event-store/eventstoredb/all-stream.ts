import { BACKWARDS, END, START, type AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Position } from '../../../domain/shared/message.ts';
import { collect } from './collect.ts';
import type { Link } from './link.ts';

const pageSize = 100;

/** The server keeps its own streams, and links to events, under names that start with `$`. */
export const isSystemStream = (stream: string): boolean => stream.startsWith('$');

/** Where a read or a subscription of `$all` starts. Position 0 is before the first event. */
export const fromPosition = (position: Position): typeof START | { commit: bigint; prepare: bigint } =>
  position === 0 ? START : { commit: BigInt(position), prepare: BigInt(position) };

/** The position of the last event that is not the server's own; 0 if there is none. */
export const readHead = async (link: Link, idleMs: number): Promise<Position> => {
  let from: typeof END | { commit: bigint; prepare: bigint } = END;
  for (;;) {
    const start = from;
    const page = await collect(
      link,
      () => link.client.readAll({ direction: BACKWARDS, fromPosition: start, maxCount: start === END ? 1 : pageSize }),
      idleMs,
    );
    const found = page.find(({ event }) => event !== undefined && !isSystemStream(event.streamId));
    if (found !== undefined) return positionOf(found);
    const last = page.at(-1);
    if (last === undefined) return 0;
    from = { commit: BigInt(positionOf(last)), prepare: BigInt(positionOf(last)) };
  }
};

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
  link: Link,
  position: Position,
  wanted: (stream: string) => boolean,
  idleMs: number,
): Promise<Tail> => {
  const read = () => link.client.readAll({ fromPosition: fromPosition(position), maxCount: pageSize });
  const page = await collect(link, read, idleMs);
  const after = page.filter((resolved) => positionOf(resolved) > position);
  return {
    position: after.reduce((last, resolved) => Math.max(last, positionOf(resolved)), position),
    ended: page.length < pageSize,
    wanted: after.some(({ event }) => event !== undefined && wanted(event.streamId)),
  };
};

const positionOf = ({ event, link, commitPosition }: AllStreamResolvedEvent): Position =>
  Number(commitPosition ?? (link ?? event)?.position.commit);
