import { z } from 'zod';
import { posTenderMethods } from '../../../../domain/pos/events.ts';
import { taxReceiver } from '../documents/schema.ts';
import { currency, foreignId, id, instant, quantity, reference, some, text } from '../shared/fields.ts';

/** Is more than a till does in an hour; the body's size is limited besides. */
const maximumRecords = 500;
const maximumLines = 1000;
/** Sales, voids and movements of one drawer. */
const maximumCounted = 20_000;
const largest = 10_000_000_000;

const sum = z.number().min(0).max(largest).describe('With at most the decimals of its currency');
const signed = z.number().min(-largest).max(largest).describe('With at most the decimals of its currency');

const recorded = { id, at: instant, cashier_id: foreignId };
const place = { shift_id: id, local_id: foreignId.nullable().default(null) };

const opening = z.strictObject({
  kind: z.literal('shift_opened'),
  ...recorded,
  id: id.describe('The shift’s'),
  local_id: foreignId.nullable().default(null).describe('The store, as the Inventory service knows it'),
  currency,
  float: sum,
});

const soldItem = z.strictObject({
  variant_id: foreignId,
  sku: text(100),
  product_name: text(300),
  barcode: text(50).nullable().default(null),
  quantity,
  unit_price: sum.describe('As it was paid, before promotions'),
  list_price: sum.exactOptional().describe('As the till had it, where somebody agreed on another'),
  promotions: z
    .array(z.strictObject({ promotion_id: text(100), name: text(200), amount: sum }))
    .max(50)
    .default([]),
  tax_class: text(50),
  tax_rate: z.number().min(0).max(1).describe('0.19 is 19 %'),
});

const payment = z.strictObject({
  payment_id: id,
  payment_method: z.enum(posTenderMethods),
  amount: sum.describe('What counts towards the total'),
  tendered: sum.exactOptional().describe('What was handed over; by default the amount'),
  reference: reference(100).exactOptional().describe('The terminal’s, or the store credit account'),
});

const sale = z.strictObject({
  kind: z.literal('sale'),
  ...recorded,
  id: id.describe('The transaction’s'),
  ...place,
  customer_id: foreignId.nullable().default(null),
  currency,
  prices: z.enum(['inclusive', 'exclusive']).describe('Whether they contain the tax'),
  items: some(soldItem, maximumLines),
  totals: z.strictObject({ subtotal: sum, discount: sum, tax: sum, total: sum }),
  payments: z.array(payment).max(50),
  cash_rounding: signed.default(0).describe('What rounding to coins added to the total'),
  tax_receiver: taxReceiver.exactOptional(),
});

const voiding = z.strictObject({
  kind: z.literal('void'),
  ...recorded,
  id: id.describe('The transaction’s that is taken back'),
  ...place,
  reason: text(500),
  approved_by: foreignId.nullable().default(null),
});

const movement = z.strictObject({
  kind: z.literal('cash_movement'),
  ...recorded,
  id: id.describe('The movement’s'),
  shift_id: id,
  direction: z.enum(['in', 'out']),
  amount: sum,
  currency,
  reason: text(500),
});

const counted = z.array(id).max(maximumCounted);

const closing = z.strictObject({
  kind: z.literal('shift_closed'),
  ...recorded,
  id: id.describe('The shift’s'),
  counted_cash: sum,
  currency,
  counted: z
    .strictObject({ sales: counted, voids: counted, movements: counted })
    .describe('All that had moved money of the drawer by then: the shift closes once the last of it has arrived'),
});

/** Describes something that a till did alone. */
export const tillRecord = z
  .discriminatedUnion('kind', [opening, sale, voiding, movement, closing])
  .meta({ id: 'TillRecord' });

/** Describes what a record is read as; one that is none of ours is kept as it came, to be answered by itself. */
const readable = tillRecord.transform((record) => ({ isReadable: true, record }) as const);
const unreadable = z.unknown().transform((raw) => ({ isReadable: false, raw }) as const);

export const syncBatch = z.strictObject({
  till_id: foreignId,
  records: some(z.union([readable, unreadable]), maximumRecords),
});

const nameOf = z.string().max(200).nullable().catch(null);

/** Describes what a record calls itself, whatever else is wrong with it. */
export const recordNames = z.object({ kind: nameOf, id: nameOf }).catch({ kind: null, id: null });

/** Says in what a sale is not as the engine would have had it. The sale stands. */
export const posConflict = z
  .object({
    conflict_id: z.string(),
    kind: z.enum([
      'price_differs',
      'unknown_product',
      'content_differs',
      'shift_closed',
      'shifts_overlap',
      'totals_differ',
      'customer_unknown',
      'returned_before',
      'tender_refused',
    ]),
    item_id: z.string().exactOptional(),
    variant_id: z.string().exactOptional(),
    paid: z.number().exactOptional(),
    now: z.number().exactOptional(),
    claimed: z.number().exactOptional(),
    worked: z.number().exactOptional(),
    shift_id: z.string().exactOptional(),
    customer_id: z.string().exactOptional(),
    payment_id: z.string().exactOptional(),
    reason: z.string().exactOptional(),
    digest: z.string().exactOptional(),
    return_ids: z.array(z.string()).exactOptional(),
  })
  .meta({ id: 'PosConflict' });

const syncResult = z
  .object({
    kind: z.string().nullable(),
    id: z.string().nullable(),
    status: z
      .enum(['recorded', 'known', 'postponed', 'rejected'])
      .describe(
        '`recorded`, `known`: kept for good; `postponed`: send it again; `rejected`: it cannot be kept as it is',
      ),
    conflicts: z.array(posConflict),
    error: z
      .object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) })
      .exactOptional()
      .describe('Why it was rejected'),
  })
  .meta({ id: 'TillRecordResult' });

/** Has one for each record, in the order sent. */
export const syncResults = z.object({ results: z.array(syncResult) });
