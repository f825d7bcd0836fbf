import type { ColumnType } from 'kysely';
import type { Instant } from '../domain/shared/message.ts';

/** `bigint`: exact in SQL; the driver may read it as text, so pass it through `Number` (all of ours are safe integers). */
export type BigInteger<N extends number> = ColumnType<N | string, N, N>;

/** `timestamptz` with the milliseconds of an {@link Instant}. */
export type Timestamp = ColumnType<Date, Instant, Instant>;

/** `json`: kept as the text that was written, so a rebuilt row is the same to the byte. */
export type Json<Document> = ColumnType<Document, Document, never>;
