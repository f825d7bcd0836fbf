import type pg from 'pg';
import type { AppendResult, ExpectedVersion, NewEvent } from '../../../application/ports/event-store.ts';
import { reach } from './errors.ts';
import { decodeIntegers, encodeArray, encodeIntegers, textTypes } from './rows.ts';

/** One caller's append. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly NewEvent[];
}

/** What `event_store.append` answers, as texts. */
interface GroupRow {
  readonly head: string;
  readonly versions: string;
  readonly bases: string;
  readonly repeats: string | null;
}

const anyVersion = -1;

/** Stores a group of appends to different streams in one round trip; the answers are in the same order. */
export const flush = async (pool: pg.Pool, group: readonly Append[]): Promise<readonly AppendResult[]> => {
  const events = group.flatMap((append) => append.events);
  const { rows } = await reach(() =>
    pool.query<GroupRow>({
      name: 'event_store.append',
      text: 'select * from event_store.append($1, $2, $3, $4, $5, $6::text[]::uuid[], $7, $8, $9)',
      types: textTypes,
      values: [
        encodeArray(
          'text',
          group.map(({ stream }) => stream),
        ),
        encodeIntegers(group.map(({ expected }) => (expected === 'any' ? anyVersion : expected))),
        encodeIntegers(group.map((append) => append.events.length)),
        encodeIntegers(group.flatMap((append, index) => append.events.map(() => index + 1))),
        encodeIntegers(group.flatMap((append) => append.events.map((_, index) => index + 1))),
        encodeArray(
          'text',
          events.map(({ id }) => id),
        ),
        encodeArray(
          'text',
          events.map(({ type }) => type),
        ),
        encodeArray(
          'json',
          events.map(({ data }) => data),
        ),
        encodeArray(
          'json',
          events.map(({ metadata }) => metadata),
        ),
      ],
    }),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('event_store.append answered nothing');
  return readAnswers(row, group);
};

const readAnswers = (row: GroupRow, group: readonly Append[]): readonly AppendResult[] => {
  const versions = decodeIntegers(row.versions);
  const bases = decodeIntegers(row.bases);
  const repeats = row.repeats === null ? [] : decodeIntegers(row.repeats);
  let position = Number(row.head);
  return group.map(({ expected, events }, index): AppendResult => {
    const version = versions[index] ?? 0;
    const repeat = repeats[index] ?? null;
    if (bases[index] !== null) {
      position += events.length;
      return { ok: true, version: version + events.length, position };
    }
    if (repeat === null) return { ok: false, version };
    return { ok: true, version: expected === 'any' ? version : expected + events.length, position: repeat };
  });
};
