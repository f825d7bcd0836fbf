import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';
import type { PosLine, PosTransactionCompleted } from './events.ts';
import type { PosFacts, PosVoid } from './facts.ts';

interface Announced {
  /** Keeps the void that a till which was cut off recorded before its sale; the sale, once there, is voided by it. */
  readonly announcedVoid: PosVoid | null;
}

/** Holds a sale as it was completed. */
export interface Sale {
  readonly quote: PriceQuote;
  readonly cashRounding: Minor;
  readonly digest: string | null;
  readonly origin: PosTransactionCompleted['data']['origin'];
  readonly completedAt: Instant;
}

export interface PosTransaction extends PosFacts, Announced {
  readonly exists: true;
  readonly transactionId: string;
  /** Counts the lines that there ever were: the last one's number. */
  readonly lastLine: number;
  /** Is null until it is complete. */
  readonly sale: Sale | null;
}

/** Is neither opened nor sold: there may be a void of it already. */
export interface UnopenedTransaction extends Announced {
  readonly exists: false;
}

export type PosState = UnopenedTransaction | PosTransaction;

export const noTransaction: PosState = { exists: false, announcedVoid: null };

/** Finds the line of this id; undefined if the transaction has none. */
export const findLine = (lines: readonly PosLine[], lineId: string): PosLine | undefined =>
  lines.find((line) => line.lineId === lineId);

/** Says whether money is held: what the goods cost, and whose drawer it is in, then stays as it is. */
export const isPaidInto = ({ tenders }: Pick<PosTransaction, 'tenders'>): boolean => tenders.length > 0;
