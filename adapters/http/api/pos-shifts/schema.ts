import { z } from 'zod';
import { amount, currency, date, foreignId, id, page, paging, text } from '../shared/fields.ts';

/** Denominations that a drawer may be counted by. */
const maximumDenominations = 50;

export const shiftParams = z.strictObject({ shift_id: id });

const amountOrNothing = z.number().min(0).max(10_000_000_000).describe('With at most the decimals of its currency');

export const newShift = z.strictObject({
  shift_id: id.exactOptional().describe('The till’s own name of it; one that is there already is answered as it is'),
  till_id: foreignId,
  local_id: foreignId.exactOptional().describe('The store; without it, the stock that is sold from a distance'),
  cashier_id: foreignId.exactOptional().describe('By default whoever asks'),
  currency,
  float: amountOrNothing.describe('What is in the drawer to begin with'),
});

export const newCashMovement = z.strictObject({
  movement_id: id.exactOptional().describe('The till’s own name of it: cash is moved once a movement'),
  direction: z.enum(['in', 'out']),
  amount,
  currency,
  reason: text(500),
});

const denomination = z.object({ denomination: amountOrNothing, count: z.int().min(0).max(1_000_000) });

export const shiftClose = z.strictObject({
  counted_cash: amountOrNothing,
  currency,
  denominations: z
    .array(z.strictObject(denomination.shape))
    .max(maximumDenominations)
    .exactOptional()
    .describe('What `counted_cash` is made of: refused if it comes to something else'),
});

const status = z.enum(['open', 'closed']);

export const shiftsQuery = z.strictObject({
  till_id: foreignId.exactOptional(),
  status: status.exactOptional(),
  date: date.exactOptional().describe('Opened on this day (UTC)'),
  ...paging,
});

const money = z.number();
const counted = z.object({ count: z.int(), total: money });

const sums = {
  sales: counted,
  voids: counted,
  refunds: counted,
  tax: money,
  discount: money,
  cash_rounding: money,
  tenders: z.array(z.object({ payment_method: z.string(), amount: money, count: z.int() })),
  cash_in: money,
  cash_out: money,
};

const totals = z.object({ ...sums, float: money, expected_cash: money }).meta({ id: 'ShiftTotals' });

const late = z
  .object(sums)
  .meta({ id: 'LateShiftSums' })
  .describe('What came after the close: the figures of the close do not change');

const close = z.object({
  closed_at: z.string(),
  closed_by: z.string(),
  counted_cash: money,
  denominations: z.array(denomination).nullable(),
  over_short: money.describe('Counted less expected: below zero something is missing'),
  z_number: z.int().nullable().describe('The till’s own, without gaps; null: it is being given'),
});

const head = {
  shift_id: z.string(),
  status,
  till_id: z.string(),
  local_id: z.string().nullable(),
  cashier_id: z.string(),
  currency,
  opened_at: z.string(),
};

export const shift = z
  .object({
    ...head,
    version: z.int(),
    allowed_actions: z.array(z.string()),
    totals,
    close: close.nullable(),
    late,
  })
  .meta({ id: 'Shift' });

export const shifts = page(shift);

export const movedCash = shift.extend({ movement_id: z.string() }).meta({ id: 'MovedCash' });

export const xReport = z.object({ ...head, version: z.int(), totals }).meta({ id: 'XReport' });

export const zReport = z.object({ ...head, version: z.int(), totals, close, late }).meta({ id: 'ZReport' });
