import { z } from 'zod';
import { posRefundMethods, posStatuses, posTenderMethods, priceSources } from '../../../../domain/pos/events.ts';
import { taxReceiver } from '../documents/schema.ts';
import { posConflict } from '../pos-sync/schema.ts';
import {
  amount,
  currency,
  date,
  foreignId,
  id,
  page,
  paging,
  quantity,
  reference,
  some,
  text,
} from '../shared/fields.ts';

export const posParams = z.strictObject({ transaction_id: id });
export const posItemParams = z.strictObject({ transaction_id: id, item_id: id });
export const posPaymentParams = z.strictObject({ transaction_id: id, payment_id: id });

const shiftId = id.describe('An open shift: its till, store, cashier and currency count');

export const newPosTransaction = z.strictObject({
  transaction_id: id
    .exactOptional()
    .describe('The till’s own name of it; one that is there already is answered as it is'),
  shift_id: shiftId,
  customer_id: foreignId.exactOptional(),
});

const wanted = {
  quantity,
  allow_oversell: z.boolean().default(false).describe('Sell it though the Inventory says that there is less'),
};

/** Takes a scanner's barcode: it may look like a card number, and is none. */
const barcode = reference(50);

export const newPosItem = z.union([
  z.strictObject({ barcode, ...wanted }),
  z.strictObject({ variant_id: foreignId, ...wanted }),
]);

export const changedPosItem = z.strictObject(wanted);

export const priceOverride = z.strictObject({
  unit_price: z.number().min(0).max(10_000_000_000).describe('With at most the decimals of its currency'),
  currency,
  reason: text(500),
});

export const posCustomer = z.strictObject({ customer_id: foreignId.nullable().describe('null: nobody after all') });
export const posSuspension = z.strictObject({ note: text(500).exactOptional() });
export const posResumption = z.strictObject({ shift_id: shiftId });

const method = z.enum(posTenderMethods);

export const newPosPayment = z.strictObject({
  payment_id: id.exactOptional().describe('The till’s own name of it: a payment is taken once'),
  payment_method: method,
  amount: amount.describe('What is handed over or charged'),
  currency,
  reference: reference(100)
    .exactOptional()
    .describe('The terminal’s, never a card number; of store credit the account, by default the customer’s own'),
});

export const posCompletion = z.strictObject({
  tax_receiver: taxReceiver.exactOptional().describe('Whom the document is made out to; otherwise it is a receipt'),
});

export const posVoid = z.strictObject({
  reason: text(500),
  shift_id: id.exactOptional().describe('Whose drawer pays a complete sale back; by default the sale’s own'),
});

const refundMethod = z.enum(posRefundMethods);

const maximumReturned = 1000;

export const newPosReturn = z.strictObject({
  return_id: id.exactOptional().describe('The till’s own name of it: a return is made once'),
  items: some(
    z.strictObject({
      item_id: id,
      quantity,
      restock: z.boolean().default(true).describe('It can be sold again: the stock of the till’s store takes it in'),
    }),
    maximumReturned,
  ),
  reason: text(500),
  refund_method: refundMethod.describe(
    'Cash is rounded to coins that there are; the rest is made up by the next return',
  ),
  reference: reference(100).exactOptional().describe('The terminal’s, never a card number'),
  shift_id: id.exactOptional().describe('Whose drawer pays; by default the sale’s own'),
});

const status = z.enum(posStatuses);

export const posQuery = z.strictObject({
  shift_id: id.exactOptional(),
  till_id: foreignId.exactOptional(),
  status: status.exactOptional(),
  date: date.exactOptional().describe('Opened on this day (UTC)'),
  q: text(100).exactOptional().describe('Words of what was sold (SKU, barcode, name), or an id'),
  ...paging,
});

const money = z.number();

const promotion = z.object({ promotion_id: z.string(), name: z.string(), amount: money });

const item = z.object({
  item_id: z.string(),
  variant_id: z.string(),
  sku: z.string(),
  product_name: z.string(),
  barcode: z.string().nullable(),
  quantity: z.number(),
  unit_price: money,
  list_price: money,
  price_source: z.enum(priceSources),
  discount: money,
  promotions: z.array(promotion),
  tax: money,
  subtotal: money,
});

const payment = z.object({
  payment_id: z.string(),
  payment_method: method,
  status: z.enum(['taken', 'unsettled', 'returned']),
  reason: z.string().nullable().describe('Why it was returned, where the shopper did not want it so'),
  amount: money,
  tendered: money,
  change: money,
  points: z.int().nullable(),
  reference: z.string().nullable(),
});

const till = { till_id: z.string(), shift_id: z.string(), local_id: z.string().nullable(), cashier_id: z.string() };

const returned = z
  .object({
    return_id: z.string(),
    ...till,
    reason: z.string(),
    returned_by: z.string(),
    approved_by: z.string(),
    items: z.array(z.object({ item_id: z.string(), quantity: z.number(), amount: money, restock: z.boolean() })),
    amount: money.describe('What the goods were paid for'),
    tax: money,
    refund: z.object({
      payment_method: refundMethod,
      amount: money,
      reference: z.string().nullable(),
      credit_account_id: z.string().nullable(),
    }),
    cash_rounding: money,
    at: z.string(),
  })
  .meta({ id: 'PosReturn' });

export const posTransaction = z
  .object({
    transaction_id: z.string(),
    status,
    version: z.int(),
    allowed_actions: z.array(z.string()),
    ...till,
    customer_id: z.string().nullable(),
    currency,
    items: z.array(item),
    promotions: z.array(promotion).describe('What each gave in all'),
    totals: z.object({ subtotal: money, discount: money, tax: money, total: money, currency }),
    payments: z.array(payment),
    paid: money,
    due: z.object({ exact: money, cash: money.describe('Rounded to coins that there are') }),
    change: money,
    cash_rounding: money.describe('What rounding to coins added to the total'),
    origin: z.enum(['online', 'offline']).describe('`offline`: its till was cut off, and told of it afterwards'),
    note: z.string().nullable(),
    opened_at: z.string(),
    completed_at: z.string().nullable(),
    void: z
      .object({
        ...till,
        reason: z.string(),
        voided_by: z.string(),
        approved_by: z.string().nullable(),
        at: z.string(),
      })
      .nullable(),
    returns: z.array(returned),
    conflicts: z.array(posConflict),
    stock_short: z.array(z.object({ variant_id: z.string(), sold: z.number(), available: z.number() })),
  })
  .meta({ id: 'PosTransaction' });

export const posTransactions = page(posTransaction);

export const returnedPosItems = posTransaction.extend({ return_id: z.string() }).meta({ id: 'ReturnedPosItems' });

export const takenPosPayment = posTransaction.extend({ payment_id: z.string() }).meta({ id: 'TakenPosPayment' });
