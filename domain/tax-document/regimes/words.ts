import type { DocumentWords } from './regime.ts';

export const english: DocumentWords = {
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

export const spanish: DocumentWords = {
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
