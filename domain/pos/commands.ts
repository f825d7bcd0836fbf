import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';
import type {
  LinePromotion,
  PosConflict,
  PosLine,
  PosRefund,
  PosReturnedLine,
  PosStockShort,
  PosTender,
  PosTransactionOpened,
  TenderSettlement,
  TillContext,
} from './events.ts';

interface At {
  readonly at: Instant;
}

export type OpenPosTransaction = PosTransactionOpened['data'] & { readonly type: 'OpenPosTransaction' };

/** Is a line without its id, which the transaction gives. Another scan of a variant at the same price is another line. */
export interface AddPosItem extends At {
  readonly type: 'AddPosItem';
  readonly line: Omit<PosLine, 'lineId'>;
}

/** Takes the prices that the Pricing service gave for these lines: after a change of quantity or customer. */
export interface RepricePosLines extends At {
  readonly type: 'RepricePosLines';
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: Quantity;
    readonly unitPrice: Minor;
    readonly discount: Minor;
    readonly promotions: readonly LinePromotion[];
  }[];
}

export interface RemovePosLine extends At {
  readonly type: 'RemovePosLine';
  readonly lineId: string;
}

/** Keeps why and who allowed it; whether the actor may is the application's to ask. */
export interface OverridePosPrice extends At {
  readonly type: 'OverridePosPrice';
  readonly lineId: string;
  readonly unitPrice: Minor;
  readonly reason: string;
  readonly approvedBy: string;
}

/** Is null if there is none after all. */
export interface IdentifyPosCustomer extends At {
  readonly type: 'IdentifyPosCustomer';
  readonly customerId: string | null;
}

export interface SuspendPosTransaction extends At {
  readonly type: 'SuspendPosTransaction';
  readonly note: string | null;
}

export interface ResumePosTransaction extends TillContext, At {
  readonly type: 'ResumePosTransaction';
}

/** Takes at most what is due; of cash, whatever is handed over, the rest is change. */
export interface TakePosPayment extends At {
  readonly type: 'TakePosPayment';
  readonly paymentId: string;
  readonly method: PosTender['method'];
  /** Says what is handed over or charged. */
  readonly tendered: Minor;
  readonly reference: string | null;
  readonly settlement?: TenderSettlement;
}

/** Comes from the ledger that settled the payment. */
export interface SettlePosPayment extends At {
  readonly type: 'SettlePosPayment';
  readonly paymentId: string;
}

export interface ReturnPosPayment extends At {
  readonly type: 'ReturnPosPayment';
  readonly paymentId: string;
  /** Says why it does not stand; absent: the shopper wants it so. */
  readonly reason?: string;
}

/** Refused as `payment_due` unless the tenders cover the total (cash: the rounded one), `payment_unsettled` until all are. */
export interface CompletePosTransaction extends At {
  readonly type: 'CompletePosTransaction';
  readonly personal?: Pick<PersonalData, 'taxReceiver'>;
}

export interface VoidPosTransaction extends At {
  readonly type: 'VoidPosTransaction';
  readonly reason: string;
  readonly voidedBy: string;
  /** Is needed once it is complete. */
  readonly approvedBy: string | null;
  /** Is the till that gives the money back; absent: where the sale is. */
  readonly till?: TillContext;
}

/** Takes some of a complete sale's goods back, once a `returnId`. Refused as `quantity_exceeds_sold`. */
export interface ReturnPosItems extends At {
  readonly type: 'ReturnPosItems';
  readonly returnId: string;
  readonly lines: readonly Pick<PosReturnedLine, 'lineId' | 'quantity' | 'restock'>[];
  readonly reason: string;
  readonly returnedBy: string;
  /** Is always needed. */
  readonly approvedBy: string | null;
  /** Says how it is paid back: how much follows from what was paid. */
  readonly refund: Pick<PosRefund, 'method' | 'reference'>;
  /** Is the till that takes the goods and pays. */
  readonly till: TillContext;
}

/**
 * Is a sale that a till made while it was cut off. Never refused for what it says: what does not fit is recorded as conflicts
 * beside it. The same sale again is no event; another one under its id is a conflict (`content_differs`), and the first stands.
 */
export interface RecordOfflineSale extends TillContext, At {
  readonly type: 'RecordOfflineSale';
  readonly transactionId: string;
  readonly customerId: string | null;
  readonly lines: readonly PosLine[];
  readonly quote: PriceQuote;
  readonly tenders: readonly PosTender[];
  readonly cashRounding: Minor;
  /** Covers everything that the till said, to know the same sale again. */
  readonly digest: string;
  readonly conflicts: readonly PosConflict[];
  readonly personal?: Pick<PersonalData, 'taxReceiver'>;
}

/** Is a void that a till made while it was cut off; it may arrive before its sale. */
export interface RecordOfflineVoid extends TillContext, At {
  readonly type: 'RecordOfflineVoid';
  readonly transactionId: string;
  readonly reason: string;
  readonly voidedBy: string;
  readonly approvedBy: string | null;
}

/** Is sent by the inventory process, once the goods were taken off a stock that had too little of them. */
export interface RecordPosStockShort extends At {
  readonly type: 'RecordPosStockShort';
  readonly lines: PosStockShort['data']['lines'];
}

/** Is sent by the shifts process: the sale came after its shift was closed. */
export interface RecordPosConflict extends At {
  readonly type: 'RecordPosConflict';
  readonly conflictId: string;
  readonly conflict: PosConflict;
}

export type PosCommand =
  | OpenPosTransaction
  | AddPosItem
  | RepricePosLines
  | RemovePosLine
  | OverridePosPrice
  | IdentifyPosCustomer
  | SuspendPosTransaction
  | ResumePosTransaction
  | TakePosPayment
  | SettlePosPayment
  | ReturnPosPayment
  | CompletePosTransaction
  | VoidPosTransaction
  | ReturnPosItems
  | RecordOfflineSale
  | RecordOfflineVoid
  | RecordPosStockShort
  | RecordPosConflict;
