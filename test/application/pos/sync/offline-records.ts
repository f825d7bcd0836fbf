import type {
  OfflineRecord,
  OfflineClose,
  OfflineCashMovement,
  OfflineOpening,
  OfflineSale,
  OfflineVoid,
} from '../../../../application/pos/sync/offline-record.ts';
import type { PosLine, PosTender } from '../../../../domain/pos/events.ts';
import { quoteOfLines } from '../../../../domain/pos/balance.ts';

export const localId = 'store-1';
export const cashierId = 'cashier-1';

/** Minutes after the shop opened. */
export const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 23, 9, minutes)).toISOString();

/** A line for a variant, at 9990 unless said otherwise. */
export const soldLine = (lineId: string, said: Partial<PosLine> = {}): PosLine => {
  const { variantId = 'v1', unitPrice = 9990 } = said;
  return {
    lineId,
    variantId,
    sku: `sku-${variantId}`,
    productName: `Product ${variantId}`,
    quantity: 1000,
    unitPrice,
    taxClass: 'standard',
    taxRate: 190_000,
    barcode: null,
    listPrice: unitPrice,
    discount: 0,
    promotions: [],
    priceSource: 'offline',
    ...said,
  };
};

export const opening = (said: Partial<OfflineOpening> = {}): OfflineOpening => ({
  kind: 'shift_opened',
  id: 'shift-1',
  at: minute(0),
  cashierId,
  localId,
  currency: 'CLP',
  float: 50_000,
  ...said,
});

/** Paid exactly, in one way; sums as they must be, unless said otherwise. */
export const sale = (
  id: string,
  said: Partial<OfflineSale> & { readonly method?: PosTender['method'] } = {},
): OfflineSale => {
  const { method = 'cash', ...rest } = said;
  const lines = rest.lines ?? [soldLine('L1')];
  const { subtotal, discount, tax, total } = quoteOfLines({ currency: 'CLP', taxMode: 'inclusive', lines }).totals;
  const tender = { paymentId: `${id}.P1`, method, amount: total, tendered: total, change: 0, reference: null };
  return {
    kind: 'sale',
    id,
    at: minute(10),
    shiftId: 'shift-1',
    cashierId,
    localId,
    customerId: null,
    currency: 'CLP',
    taxMode: 'inclusive',
    lines,
    totals: { subtotal, discount, tax, total },
    tenders: [tender],
    cashRounding: 0,
    ...rest,
  };
};

export const voidOf = (id: string, said: Partial<OfflineVoid> = {}): OfflineVoid => ({
  kind: 'void',
  id,
  at: minute(20),
  shiftId: 'shift-1',
  cashierId,
  localId,
  reason: 'wrong item',
  approvedBy: null,
  ...said,
});

export const movement = (id: string, said: Partial<OfflineCashMovement> = {}): OfflineCashMovement => ({
  kind: 'cash_movement',
  id,
  at: minute(30),
  shiftId: 'shift-1',
  cashierId,
  direction: 'in',
  amount: 10_000,
  reason: 'change',
  ...said,
});

/** The close of a shift in which these things happened, and all of them were counted. */
export const closing = (happened: readonly OfflineRecord[], said: Partial<OfflineClose> = {}): OfflineClose => {
  const { id = 'shift-1' } = said;
  const of = (kind: OfflineRecord['kind']): readonly string[] =>
    happened.filter((told) => told.kind === kind && 'shiftId' in told && told.shiftId === id).map((told) => told.id);
  const counted = { sales: of('sale'), voids: of('void'), movements: of('cash_movement') };
  return {
    kind: 'shift_closed',
    id,
    at: minute(60),
    cashierId,
    currency: 'CLP',
    countedCash: 50_000,
    counted,
    ...said,
  };
};
