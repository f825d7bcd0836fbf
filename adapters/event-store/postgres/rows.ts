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
