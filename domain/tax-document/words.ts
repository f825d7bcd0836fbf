import type { TaxRegime } from '../shared/document-policy.ts';
import type { NoteReason } from './document.ts';

/** What documents say in words of their own. */
export interface DocumentWords {
  readonly shipping: string;
  /** A line that is an amount and no goods. */
  readonly adjustment: string;
  readonly payment: string;
  readonly reasons: Readonly<Record<NoteReason, string>>;
}

const english: DocumentWords = {
  shipping: 'Shipping',
  adjustment: 'Price adjustment',
  payment: 'Payment',
  reasons: {
    cancellation: 'Order cancelled',
    full_return: 'All goods returned',
    partial_return: 'Goods returned',
    undelivered: 'Goods not delivered',
    discount: 'Discount',
    increase: 'Additional charge',
  },
};

const spanish: DocumentWords = {
  shipping: 'Despacho',
  adjustment: 'Ajuste de precio',
  payment: 'Pago',
  reasons: {
    cancellation: 'Anulación de la operación',
    full_return: 'Devolución total',
    partial_return: 'Devolución parcial',
    undelivered: 'Productos no entregados',
    discount: 'Descuento',
    increase: 'Aumento en el valor',
  },
};

/** In the language of the authority. */
export const wordsOf = (regime: TaxRegime): DocumentWords => (regime === 'plain' ? english : spanish);
