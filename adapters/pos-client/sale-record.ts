import { toWire } from '../../domain/shared/money.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import type { SaleRecord, SaleTotals } from './records.ts';
import type { Tally } from './tally.ts';

const million = 1_000_000;

type WorkedOut = Pick<SaleRecord, 'currency' | 'prices' | 'items' | 'totals' | 'payments' | 'cash_rounding'>;

/** Writes what was worked out as it is sent. */
export const recordOfTally = ({ quote, lines, tenders, cashRounding }: Tally): WorkedOut => {
  const { currency, taxMode } = quote;
  const money = (minor: number): number => toWire(minor, currency);
  return {
    currency,
    prices: taxMode,
    items: lines.map((line) => ({
      variant_id: line.variantId,
      sku: line.sku,
      product_name: line.productName,
      barcode: line.barcode,
      quantity: quantityToWire(line.quantity),
      unit_price: money(line.unitPrice),
      ...(line.priceSource === 'override' && { list_price: money(line.listPrice) }),
      promotions: line.promotions.map(({ promotionId, name, amount }) => ({
        promotion_id: promotionId,
        name,
        amount: money(amount),
      })),
      tax_class: line.taxClass,
      tax_rate: line.taxRate / million,
    })),
    totals: totalsOf(quote),
    payments: tenders.map(({ paymentId, method, amount, tendered, reference }) => ({
      payment_id: paymentId,
      payment_method: method,
      amount: money(amount),
      tendered: money(tendered),
      ...(reference !== null && { reference }),
    })),
    cash_rounding: money(cashRounding),
  };
};

const totalsOf = ({ currency, totals }: Tally['quote']): SaleTotals => ({
  subtotal: toWire(totals.subtotal, currency),
  discount: toWire(totals.discount, currency),
  tax: toWire(totals.tax, currency),
  total: toWire(totals.total, currency),
});
