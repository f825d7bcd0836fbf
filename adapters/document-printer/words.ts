import type { NoteReason } from '../../domain/tax-document/regimes/regime.ts';

/** What every page says, whatever its country. */
export interface Words {
  readonly date: string;
  readonly time: string;
  readonly order: string;
  readonly payment: string;
  readonly terms: Readonly<Record<'immediate' | 'deferred', string>>;
  readonly receiver: string;
  readonly name: string;
  readonly activity: string;
  readonly address: string;
  readonly changes: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<NoteReason, string>>;
  readonly lines: Readonly<Record<'inclusive' | 'exclusive', string>>;
  readonly code: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  readonly amount: string;
  readonly totals: string;
  readonly total: string;
}

export const spanish: Words = {
  date: 'Fecha de emisión',
  time: 'Hora',
  order: 'Pedido',
  payment: 'Condición de pago',
  terms: { immediate: 'Contado', deferred: 'Crédito' },
  receiver: 'Receptor',
  name: 'Señor(es)',
  activity: 'Giro',
  address: 'Dirección',
  changes: 'Documento de referencia',
  reason: 'Motivo',
  reasons: {
    cancellation: 'Anulación',
    full_return: 'Devolución total',
    partial_return: 'Devolución parcial',
    undelivered: 'Mercadería no entregada',
    discount: 'Descuento',
    increase: 'Aumento de valor',
  },
  lines: { inclusive: 'Detalle (precios con impuesto incluido)', exclusive: 'Detalle (precios sin impuesto)' },
  code: 'Código',
  description: 'Descripción',
  quantity: 'Cantidad',
  price: 'Precio unitario',
  discount: 'Descuento',
  amount: 'Importe',
  totals: 'Totales',
  total: 'Total',
};

export const english: Words = {
  date: 'Date',
  time: 'Time (UTC)',
  order: 'Order',
  payment: 'Payment',
  terms: { immediate: 'Paid', deferred: 'On account' },
  receiver: 'Billed to',
  name: 'Name',
  activity: 'Business',
  address: 'Address',
  changes: 'Refers to',
  reason: 'Reason',
  reasons: {
    cancellation: 'Cancellation',
    full_return: 'Return of all goods',
    partial_return: 'Return of some goods',
    undelivered: 'Goods not delivered',
    discount: 'Discount',
    increase: 'Increase',
  },
  lines: { inclusive: 'Items (prices include tax)', exclusive: 'Items (prices without tax)' },
  code: 'Code',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Unit price',
  discount: 'Discount',
  amount: 'Amount',
  totals: 'Totals',
  total: 'Total',
};
