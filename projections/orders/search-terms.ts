import type { OrderDocument } from './view.ts';

/** Longer ones are cut: the index takes no more, and nobody types them. */
const longest = 200;

/** What someone typed, as terms. */
export const termsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s\0]+/)
      .filter((term) => term !== '')
      .map((term) => term.slice(0, longest)),
  ),
];

/**
 * What an order is found by: its number (`ord-2026-000042`, also `000042`), its names elsewhere (the customer's purchase order
 * among them), its lines' SKUs. Never personal data: this is stored in clear.
 */
export const searchTerms = (order: OrderDocument): readonly string[] => {
  const { orderNumber, externalReference, purchaseOrderNumber, lines } = order;
  const names = [orderNumber, orderNumber.split('-').at(-1), externalReference, purchaseOrderNumber];
  return termsOf([...names, ...lines.map(({ sku }) => sku)].join(' '));
};
