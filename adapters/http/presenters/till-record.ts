import type { z } from 'zod';
import type { OfflineRecord, OfflineSale } from '../../../application/pos/sync/offline-record.ts';
import type { PosLine, PosTender } from '../../../domain/pos/events.ts';
import { currencyDecimals, extend, parseMinor, type Currency, type Minor, sum } from '../../../domain/shared/money.ts';
import { problem } from '../problem.ts';
import type { tillRecord } from '../schemas/pos-sync.ts';
import { readReceiver } from './document.ts';

type TillRecord = z.output<typeof tillRecord>;
type SaleRecord = Extract<TillRecord, { readonly kind: 'sale' }>;

const million = 1_000_000;

/**
 * A record of the wire as the engine has it.
 * @throws Problem `invalid_amount`, `validation_failed`
 */
export const readTillRecord = (record: TillRecord): OfflineRecord => {
  const { id, at, cashier_id: cashierId } = record;
  const common = { id, at, cashierId };
  switch (record.kind) {
    case 'shift_opened': {
      const { kind, local_id: localId, currency, float } = record;
      return { kind, ...common, localId, currency, float: minorsIn(currency)(float) };
    }
    case 'sale':
      return readSale(record);
    case 'void': {
      const { kind, shift_id: shiftId, local_id: localId, reason, approved_by: approvedBy } = record;
      return { kind, ...common, shiftId, localId, reason, approvedBy };
    }
    case 'cash_movement': {
      const { kind, shift_id: shiftId, direction, amount, currency, reason } = record;
      return { kind, ...common, shiftId, direction, amount: minorsIn(currency)(amount), reason };
    }
    case 'shift_closed': {
      const { kind, currency, counted, counted_cash } = record;
      return { kind, ...common, currency, countedCash: minorsIn(currency)(counted_cash), counted };
    }
  }
};

const readSale = (record: SaleRecord): OfflineSale => {
  const { kind, id, at, currency, totals, tax_receiver: receiver } = record;
  const minors = minorsIn(currency);
  return {
    kind,
    id,
    at,
    shiftId: record.shift_id,
    cashierId: record.cashier_id,
    localId: record.local_id,
    customerId: record.customer_id,
    currency,
    taxMode: record.prices,
    lines: record.items.map((item, index) => readLine(item, index, minors)),
    totals: {
      subtotal: minors(totals.subtotal),
      discount: minors(totals.discount),
      tax: minors(totals.tax),
      total: minors(totals.total),
    },
    tenders: record.payments.map((payment) => readTender(payment, minors)),
    cashRounding: minors(record.cash_rounding),
    ...(receiver && { taxReceiver: readReceiver(receiver) }),
  };
};

const readLine = (item: SaleRecord['items'][number], index: number, minors: Minors): PosLine => {
  const { quantity, list_price: listPrice } = item;
  const unitPrice = minors(item.unit_price);
  const promotions = item.promotions.map(({ promotion_id: promotionId, name, amount }) => ({
    promotionId,
    name,
    amount: minors(amount),
  }));
  const discount = sum(promotions.map(({ amount }) => amount));
  if (discount > extend(unitPrice, quantity)) {
    throw problem('validation_failed', 'correct the promotions: they take off more than the item costs', {
      path: `items.${index}.promotions`,
    });
  }
  return {
    lineId: `L${index + 1}`,
    variantId: item.variant_id,
    sku: item.sku,
    productName: item.product_name,
    barcode: item.barcode,
    quantity,
    unitPrice,
    listPrice: listPrice === undefined ? unitPrice : minors(listPrice),
    discount,
    promotions,
    priceSource: listPrice === undefined ? 'offline' : 'override',
    taxClass: item.tax_class,
    taxRate: Math.round(item.tax_rate * million),
  };
};

const readTender = (payment: SaleRecord['payments'][number], minors: Minors): PosTender => {
  const { payment_id: paymentId, payment_method: method, reference = null } = payment;
  const amount = minors(payment.amount);
  const tendered = payment.tendered === undefined ? amount : minors(payment.tendered);
  return { paymentId, method, amount, tendered, change: Math.max(0, tendered - amount), reference };
};

type Minors = (amount: number) => Minor;

const minorsIn =
  (currency: Currency): Minors =>
  (amount) => {
    const minor = parseMinor(amount, currency);
    if (minor !== undefined) return minor;
    const decimals = currencyDecimals[currency];
    throw problem('invalid_amount', `send amounts with at most ${decimals} decimals: ${currency} has no more`, {
      currency,
      decimals,
    });
  };
