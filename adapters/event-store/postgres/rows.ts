import type { EventMetadata, RecordedEvent } from '../../../domain/shared/message.ts';

/** The columns of an event, in the order of {@link EventRow}. */
export const eventColumns = 'e.position, e.stream, e.version, e.id, e.type, e.data, e.metadata';

/** An event as texts. */
export type EventRow = readonly [
  position: string,
  stream: string,
  version: string,
  id: string,
  type: string,
  data: string,
  metadata: string,
];

/** Leaves every column the text that it came as. */
export const textTypes = { getTypeParser: () => (value: string) => value };

/** Makes rows arrays of texts: what is parsed, and how, is said once, in {@link toRecorded}. */
export const asTexts = { rowMode: 'array', types: textTypes } as const;

export const toRecorded = (row: readonly [...EventRow, ...unknown[]]): RecordedEvent => ({
  id: row[3],
  stream: row[1],
  version: Number(row[2]),
  position: Number(row[0]),
  type: row[4],
  data: JSON.parse(row[5]) as unknown,
  metadata: JSON.parse(row[6]) as EventMetadata,
});

const oids = { text: 25, json: 114 } as const;

/**
 * An array of strings in PostgreSQL's binary format, which unlike the textual one needs nothing escaped: that is a
 * good part of an append's cost, as JSON is full of quotes.
 */
export const encodeArray = (type: keyof typeof oids, values: readonly string[]): Buffer => {
  const lengths = values.map((value) => Buffer.byteLength(value));
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 20));
  const dimensions = 1;
  const hasNulls = 0;
  const lowerBound = 1;
  let offset = 0;
  for (const field of [dimensions, hasNulls, oids[type], values.length, lowerBound]) {
    offset = buffer.writeInt32BE(field, offset);
  }
  values.forEach((value, index) => {
    offset = buffer.writeInt32BE(lengths[index] ?? 0, offset);
    offset += buffer.write(value, offset);
  });
  return buffer;
};

/** Integers as a textual array. */
export const encodeIntegers = (values: readonly number[]): string => `{${values.join(',')}}`;

/** A textual array of integers and nulls. */
export const decodeIntegers = (text: string): (number | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : Number(item)));
