import type pg from 'pg';
import type { AppendResult, ExpectedVersion, NewEvent } from '../../../application/ports/event-store.ts';
import { reach } from './errors.ts';
import { decodeIntegers, encodeArray, encodeIntegers } from './text-array.ts';

/** One caller's append. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly NewEvent[];
}

interface GroupRow {
  readonly head: string;
  readonly versions: string;
  readonly befores: string;
  readonly repeats: string | null;
}

const anyVersion = -1;

const asText = { getTypeParser: () => (value: string) => value };

/** Stores a group of appends to different streams in one round trip; the answers are in the same order. */
export const flush = async (pool: pg.Pool, group: readonly Append[]): Promise<readonly AppendResult[]> => {
  const events = group.flatMap((append, owner) =>
    append.events.map((event, place) => ({ event, owner: owner + 1, place: place + 1 })),
  );
  const { rows } = await reach(() =>
    pool.query<GroupRow>({
      name: 'event_store.append',
      text: 'select * from event_store.append($1, $2, $3, $4, $5, $6::text[]::uuid[], $7, $8, $9)',
      types: asText,
      values: [
        encodeArray(
          'text',
          group.map(({ stream }) => stream),
        ),
        encodeIntegers(group.map(({ expected }) => (expected === 'any' ? anyVersion : expected))),
        encodeIntegers(group.map((append) => append.events.length)),
        encodeIntegers(events.map(({ owner }) => owner)),
        encodeIntegers(events.map(({ place }) => place)),
        encodeArray(
          'text',
          events.map(({ event }) => event.id),
        ),
        encodeArray(
          'text',
          events.map(({ event }) => event.type),
        ),
        encodeArray(
          'json',
          events.map(({ event }) => event.data),
        ),
        encodeArray(
          'json',
          events.map(({ event }) => event.metadata),
        ),
      ],
    }),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('event_store.append answered nothing');
  return readAnswers(row, group);
};

const readAnswers = (row: GroupRow, group: readonly Append[]): readonly AppendResult[] => {
  const head = Number(row.head);
  const versions = decodeIntegers(row.versions);
  const befores = decodeIntegers(row.befores);
  const repeats = row.repeats === null ? [] : decodeIntegers(row.repeats);
  return group.map(({ expected, events }, index): AppendResult => {
    const version = versions[index] ?? 0;
    const before = befores[index] ?? null;
    const repeated = repeats[index] ?? null;
    if (before !== null) return { ok: true, version: version + events.length, position: head + before + events.length };
    if (repeated === null) return { ok: false, version };
    return { ok: true, version: expected === 'any' ? version : expected + events.length, position: repeated };
  });
};
