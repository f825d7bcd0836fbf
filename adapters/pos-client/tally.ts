import { balanceOf, isCash, quoteOfLines } from '../../domain/pos/balance.ts';
import type { LinePromotion, PosLine, PosTender, PosTenderMethod } from '../../domain/pos/events.ts';
import { extend, parseMinor, toWire, type Currency, type Minor, sum } from '../../domain/shared/money.ts';
import type { TaxMode } from '../../domain/shared/policy.ts';
import type { PriceQuote } from '../../domain/shared/pricing/price-quote.ts';
import { isQuantity, parseQuantity } from '../../domain/shared/quantity.ts';
import { TillError } from './till-error.ts';

/** A product as a till sells it; `unit_price` is the list's. */
export interface Product {
  readonly variant_id: string;
  readonly sku: string;
  readonly product_name: string;
  readonly barcode: string;
  readonly unit_price: number;
  readonly currency: Currency;
  readonly tax_class: string;
}

export interface ItemToSell {
  readonly product: Product;
  /** With up to 3 decimals. */
  readonly quantity: number;
  /** Says that another price than the product's was agreed on. */
  readonly unitPrice?: number;
  readonly promotions?: readonly { readonly promotion_id: string; readonly name: string; readonly amount: number }[];
}

export interface PaymentToTake {
  readonly method: PosTenderMethod;
  /** What is handed over or charged: of cash the rest is change. */
  readonly tendered: number;
  /** The terminal's, or the store credit account; never a card number. */
  readonly reference?: string;
}

/** What a sale comes to, in minor units. */
export interface Tally {
  readonly quote: PriceQuote;
  readonly lines: readonly PosLine[];
  readonly tenders: readonly PosTender[];
  readonly cashRounding: Minor;
}

export interface TallyTerms {
  readonly currency: Currency;
  readonly prices: TaxMode;
  /** By tax class: 0.19 is 19 %. */
  readonly taxRates: Readonly<Record<string, number>>;
}

const million = 1_000_000;

/**
 * Works a sale out as the engine does: the same code prices, taxes, rounds and gives change.
 * @throws TillError
 */
export const tallyOf = (
  terms: TallyTerms,
  transactionId: string,
  items: readonly ItemToSell[],
  payments: readonly PaymentToTake[],
): Tally => {
  const { currency, prices: taxMode } = terms;
  if (items.length === 0) throw new TillError('empty_sale', 'add something to sell');
  const lines = items.map((item, index) => lineOf(terms, item, index));
  const sale = { currency, taxMode, lines };
  const tenders = payments.reduce<readonly PosTender[]>((taken, payment, index) => {
    const paymentId = `${transactionId}.P${index + 1}`;
    return [...taken, take({ ...sale, tenders: taken }, payment, paymentId)];
  }, []);
  const { total, paid, due } = balanceOf({ ...sale, tenders });
  if (due > 0) throw new TillError('payment_due', `take ${toWire(due, currency)} more`);
  return { quote: quoteOfLines(sale), lines, tenders, cashRounding: paid - total };
};

const lineOf = ({ currency, taxRates }: TallyTerms, item: ItemToSell, index: number): PosLine => {
  const { product, promotions: given = [] } = item;
  const taxRate = Object.hasOwn(taxRates, product.tax_class) ? taxRates[product.tax_class] : undefined;
  if (taxRate === undefined) throw new TillError('unknown_tax_class', `add the tax rate of ${product.tax_class}`);
  const quantity = quantityOf(item.quantity);
  const listPrice = minorsOf(product.unit_price, currency);
  const unitPrice = item.unitPrice === undefined ? listPrice : minorsOf(item.unitPrice, currency);
  const promotions = given.map(({ promotion_id: promotionId, name, amount }): LinePromotion => {
    return { promotionId, name, amount: minorsOf(amount, currency) };
  });
  const discount = sum(promotions.map(({ amount }) => amount));
  if (discount > extend(unitPrice, quantity)) {
    throw new TillError('invalid_amount', 'promotions take off more than the item costs');
  }
  return {
    lineId: `L${index + 1}`,
    variantId: product.variant_id,
    sku: product.sku,
    productName: product.product_name,
    barcode: product.barcode === '' ? null : product.barcode,
    quantity,
    unitPrice,
    listPrice,
    taxClass: product.tax_class,
    taxRate: Math.round(taxRate * million),
    discount,
    promotions,
    priceSource: item.unitPrice === undefined ? 'offline' : 'override',
  };
};

/** Of cash what is too much is change; anything else is charged exactly, and at most what is due. */
const take = (
  sale: Parameters<typeof balanceOf>[0],
  { method, tendered: handedOver, reference }: PaymentToTake,
  paymentId: string,
): PosTender => {
  const tendered = minorsOf(handedOver, sale.currency);
  const { due, dueInCash } = balanceOf(sale);
  if (due === 0 || (!isCash({ method }) && tendered > due)) {
    throw new TillError('amount_exceeds_due', `take at most ${toWire(due, sale.currency)}`);
  }
  const amount = isCash({ method }) ? Math.min(tendered, dueInCash) : tendered;
  return { paymentId, method, amount, tendered, change: tendered - amount, reference: reference ?? null };
};

/** @throws TillError unless it is zero or more, with the currency's decimals at most */
export const minorsOf = (amount: number, currency: Currency): Minor => {
  const minor = parseMinor(amount, currency);
  if (minor === undefined || minor < 0) throw new TillError('invalid_amount', `${amount} is no amount of ${currency}`);
  return minor;
};

const quantityOf = (quantity: number): number => {
  const thousandths = parseQuantity(quantity);
  if (thousandths === undefined || !isQuantity(thousandths)) {
    throw new TillError('invalid_quantity', 'sell more than nothing, with up to 3 decimals');
  }
  return thousandths;
};
