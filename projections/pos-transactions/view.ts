import type { PosTransactionCompleted } from '../../domain/pos/events.ts';
import type { PosFacts } from '../../domain/pos/facts.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Minor } from '../../domain/shared/money.ts';
import type { PriceQuote } from '../../domain/shared/pricing/price-quote.ts';

/** Describes a sale as it was completed. */
export interface SaleView {
  readonly quote: PriceQuote;
  readonly cashRounding: Minor;
  readonly origin: PosTransactionCompleted['data']['origin'];
  readonly completedAt: Instant;
}

interface HeardOf {
  readonly transactionId: string;
  readonly version: number;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}

/** Stands for a void that was recorded offline and whose sale has not arrived: no query shows it. */
export interface UnsoldDocument extends HeardOf {
  readonly opened: false;
}

/** Describes a transaction as it is read. */
export interface PosDocument extends HeardOf, PosFacts {
  readonly opened: true;
  /** null until it is complete. */
  readonly sale: SaleView | null;
}

export type AnyPosDocument = UnsoldDocument | PosDocument;
