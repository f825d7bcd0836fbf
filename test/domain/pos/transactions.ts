import type {
  AddPosItem,
  CompletePosTransaction,
  IdentifyPosCustomer,
  OpenPosTransaction,
  OverridePosPrice,
  PosCommand,
  RecordOfflineSale,
  RecordOfflineVoid,
  RecordPosConflict,
  RecordPosStockShort,
  RemovePosLine,
  RepricePosLines,
  ResumePosTransaction,
  ReturnPosItems,
  ReturnPosPayment,
  SettlePosPayment,
  SuspendPosTransaction,
  TakePosPayment,
  VoidPosTransaction,
} from '../../../domain/pos/commands.ts';
import { posDecider } from '../../../domain/pos/decider.ts';
import type {
  PosEvent,
  PosLine,
  PosTender,
  PosTransactionOpened,
  TenderSettlement,
  TillContext,
} from '../../../domain/pos/events.ts';
import { quoteOfLines } from '../../../domain/pos/balance.ts';
import type { PosState, PosTransaction } from '../../../domain/pos/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(posDecider);

/** Minutes after the transaction's first moment. */
export const minute = (minutes: number): string => `2026-11-23T15:${String(minutes).padStart(2, '0')}:00.000Z`;

export const transactionId = 'pos-1';

export const till: TillContext = { tillId: 'till-1', shiftId: 'shift-1', localId: 'store-1', cashierId: 'cashier-1' };
export const otherTill: TillContext = { ...till, tillId: 'till-2', shiftId: 'shift-2', cashierId: 'cashier-2' };

export const lineOf = (
  lineId: string,
  unitPrice: number,
  quantity = 1000,
  promotions: PosLine['promotions'] = [],
): PosLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: `SKU-${lineId}`,
  productName: `Product ${lineId}`,
  quantity,
  unitPrice,
  taxClass: 'standard',
  taxRate: 190_000,
  barcode: '7801234567890',
  listPrice: unitPrice,
  discount: promotions.reduce((sum, { amount }) => sum + amount, 0),
  promotions,
  priceSource: 'pricing',
});

export const promotion = (promotionId: string, amount: number) => ({ promotionId, name: promotionId, amount });

export const opening: PosTransactionOpened['data'] = {
  transactionId,
  ...till,
  currency: 'CLP',
  taxMode: 'inclusive',
  customerId: null,
  at: minute(0),
};

export const open: OpenPosTransaction = { type: 'OpenPosTransaction', ...opening };

/** The transaction numbers it by itself. */
export const add = (line: PosLine): AddPosItem => ({ type: 'AddPosItem', line, at: minute(1) });

export const reprice = (...lines: readonly PosLine[]): RepricePosLines => ({
  type: 'RepricePosLines',
  lines: lines.map(({ lineId, quantity, unitPrice, discount, promotions }) => ({
    lineId,
    quantity,
    unitPrice,
    discount,
    promotions,
  })),
  at: minute(2),
});

export const remove = (lineId: string): RemovePosLine => ({ type: 'RemovePosLine', lineId, at: minute(2) });

export const override = (lineId: string, unitPrice: number): OverridePosPrice => ({
  type: 'OverridePosPrice',
  lineId,
  unitPrice,
  reason: 'scratched',
  approvedBy: 'manager-1',
  at: minute(3),
});

export const identify = (customerId: string | null): IdentifyPosCustomer => ({
  type: 'IdentifyPosCustomer',
  customerId,
  at: minute(3),
});

export const suspend: SuspendPosTransaction = {
  type: 'SuspendPosTransaction',
  note: 'forgot the wallet',
  at: minute(4),
};

export const resume = (context: TillContext = till): ResumePosTransaction => ({
  type: 'ResumePosTransaction',
  ...context,
  at: minute(5),
});

export const pay = (
  tendered: number,
  method: PosTender['method'] = 'cash',
  paymentId = `${transactionId}.P1`,
): TakePosPayment => ({ type: 'TakePosPayment', paymentId, method, tendered, reference: null, at: minute(6) });

export const giveBack = (paymentId = `${transactionId}.P1`): ReturnPosPayment => ({
  type: 'ReturnPosPayment',
  paymentId,
  at: minute(7),
});

/** Of c-1's account. */
export const storeCredit: TenderSettlement = {
  kind: 'store_credit',
  creditAccountId: 'CLP.customer.c-1',
  customerId: 'c-1',
};

export const points = (count: number): TenderSettlement => ({ kind: 'loyalty', customerId: 'c-1', points: count });

/** A payment that another ledger settles. */
export const payFrom = (
  settlement: TenderSettlement,
  tendered: number,
  paymentId = `${transactionId}.P1`,
): TakePosPayment => ({ ...pay(tendered, settlement.kind, paymentId), settlement });

export const settled = (paymentId = `${transactionId}.P1`): SettlePosPayment => ({
  type: 'SettlePosPayment',
  paymentId,
  at: minute(7),
});

export const complete: CompletePosTransaction = { type: 'CompletePosTransaction', at: minute(8) };

export const cancel = (approvedBy: string | null = null): VoidPosTransaction => ({
  type: 'VoidPosTransaction',
  reason: 'changed their mind',
  voidedBy: 'cashier-1',
  approvedBy,
  at: minute(9),
});

/** Takes lines back whole or in part, at the till of the sale, to be sold again. */
export const takeBack = (
  lines: Readonly<Record<string, number>>,
  method: ReturnPosItems['refund']['method'] = 'cash',
  returnId = `${transactionId}.R1`,
): ReturnPosItems => ({
  type: 'ReturnPosItems',
  returnId,
  lines: Object.entries(lines).map(([lineId, quantity]) => ({ lineId, quantity, restock: true })),
  reason: 'too small',
  returnedBy: 'cashier-1',
  approvedBy: 'manager-1',
  refund: { method, reference: null },
  till,
  at: minute(12),
});

/** A sale for 9990 in cash, as a till records it; its amounts follow from `lines` and what is said. */
export const offlineSale = (said: Partial<RecordOfflineSale> = {}): RecordOfflineSale => {
  const lines = said.lines ?? [{ ...lineOf('L1', 9990), priceSource: 'offline' }];
  const quote = said.quote ?? quoteOfLines({ currency: 'CLP', taxMode: 'inclusive', lines });
  const { total } = quote.totals;
  return {
    type: 'RecordOfflineSale',
    transactionId,
    ...till,
    customerId: null,
    lines,
    quote,
    tenders: [
      {
        paymentId: `${transactionId}.P1`,
        method: 'cash',
        amount: total,
        tendered: total,
        change: 0,
        reference: null,
      },
    ],
    cashRounding: 0,
    digest: 'digest-1',
    conflicts: [],
    at: minute(10),
    ...said,
  };
};

export const offlineVoid: RecordOfflineVoid = {
  type: 'RecordOfflineVoid',
  transactionId,
  ...otherTill,
  reason: 'wrong item',
  voidedBy: 'cashier-2',
  approvedBy: null,
  at: minute(20),
};

export const stockShort: RecordPosStockShort = {
  type: 'RecordPosStockShort',
  lines: [{ variantId: 'variant-L1', sold: 4000, available: 1000 }],
  at: minute(30),
};

export const shiftClosed: RecordPosConflict = {
  type: 'RecordPosConflict',
  conflictId: `${transactionId}.shift_closed.shift-1`,
  conflict: { kind: 'shift_closed', shiftId: 'shift-1' },
  at: minute(30),
};

export const stateOf = (history: readonly PosEvent[]): PosState => fold(posDecider.evolve, posDecider.initial, history);

/** The events of these commands, each of which must be accepted. */
export const after = (...commands: readonly PosCommand[]): readonly PosEvent[] =>
  commands.reduce<readonly PosEvent[]>(
    (history, command) => [...history, ...given(history).when(command).events()],
    [],
  );

/** The transaction after these commands. */
export const transactionAfter = (...commands: readonly PosCommand[]): PosTransaction => {
  const state = stateOf(after(...commands));
  if (!state.exists) throw new TypeError('there is no transaction');
  return state;
};

export const typesOf = (events: readonly PosEvent[]): readonly string[] => events.map(({ type }) => type);
