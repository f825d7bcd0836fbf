import {
  type PosItemsReturned,
  type PosTransactionCompleted,
  type PosTransactionVoided,
  tillSaleNumber,
} from '../pos/events.ts';
import type { Currency } from '../shared/money.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { DocumentedSale, DocumentCause } from '../tax-document/cause.ts';

export type TillDocumentsEvent = PosTransactionCompleted | PosTransactionVoided | PosItemsReturned;

/** Every event type of a till that may ask for a document, and no other. */
export const tillDocumentsEvents = [
  'PosTransactionCompleted',
  'PosTransactionVoided',
  'PosItemsReturned',
] as const satisfies readonly TillDocumentsEvent['type'][];

/** What is to be documented of a sale at a till. */
export interface TillDocument {
  readonly cause: DocumentCause;
  readonly currency: Currency;
  readonly receiver: TaxReceiver | null;
}

/** What an event at a till asks to be documented; undefined: nothing. Everything that the document says is in the event. */
export const tillDocument = (event: TillDocumentsEvent): TillDocument | undefined => {
  switch (event.type) {
    case 'PosTransactionCompleted': {
      const { quote, lines, personal } = event.data;
      const receiver = personal?.taxReceiver ?? null;
      const cause = { kind: 'sale', sale: soldAtTill(event) } as const;
      return lines.length === 0 ? undefined : { cause, currency: quote.currency, receiver };
    }
    case 'PosTransactionVoided': {
      const { wasCompleted, currency } = event.data;
      return wasCompleted ? { cause: { kind: 'cancellation' }, currency, receiver: null } : undefined;
    }
    case 'PosItemsReturned': {
      const { currency, lines, total: amount } = event.data;
      const parts = lines.map(({ lineId: line, quantity, total }) => ({ line, quantity, amount: total }));
      return amount === 0 ? undefined : { cause: { kind: 'return', lines: parts, amount }, currency, receiver: null };
    }
  }
};

const soldAtTill = ({ data }: PosTransactionCompleted): DocumentedSale => {
  const { transactionId, quote, tenders } = data;
  const { currency, taxMode, lines } = quote;
  const payments = tenders.map(({ method, amount }) => ({
    method,
    amount,
    settlement: 'immediate',
    status: 'captured',
  }));
  return {
    orderId: transactionId,
    orderNumber: tillSaleNumber(transactionId),
    currency,
    taxMode,
    lines,
    shipping: null,
    payments,
    paymentMethod: 'cash',
  };
};
