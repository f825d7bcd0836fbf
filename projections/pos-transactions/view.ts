import type {
  PosConflict,
  PosLine,
  PosReturn,
  PosStatus,
  PosStockShort,
  PosTender,
  PosTransactionCompleted,
  PosTransactionVoided,
  TillContext,
} from '../../domain/pos/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TaxMode } from '../../domain/shared/policy.ts';
import type { PriceQuote } from '../../domain/shared/pricing/price-quote.ts';

/** A sale as it was completed. */
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

/** A transaction as it is read. */
export interface PosDocument extends HeardOf, TillContext {
  readonly opened: true;
  readonly status: PosStatus;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly customerId: string | null;
  readonly lines: readonly PosLine[];
  /** Payments that are held. */
  readonly tenders: readonly PosTender[];
  readonly returnedPayments: readonly (PosTender & { readonly reason: string | null })[];
  /** Of those that another system settles. */
  readonly settledPayments: readonly string[];
  /** null until it is complete. */
  readonly sale: SaleView | null;
  /** Goods that came back since. */
  readonly returns: readonly PosReturn[];
  /** In the order of their ids. */
  readonly conflicts: readonly { readonly conflictId: string; readonly conflict: PosConflict }[];
  readonly shortage: PosStockShort['data']['lines'];
  readonly openedAt: Instant;
  /** Why it waits, while it is suspended. */
  readonly note: string | null;
  readonly voided:
    (TillContext & Pick<PosTransactionVoided['data'], 'reason' | 'voidedBy' | 'approvedBy' | 'at'>) | null;
}

export type AnyPosDocument = UnsoldDocument | PosDocument;
