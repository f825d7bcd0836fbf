import type { Instant } from '../shared/message.ts';
import type { Currency } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import type {
  PosConflict,
  PosEvent,
  PosItemsReturned,
  PosLine,
  PosPaymentReturned,
  PosPaymentTaken,
  PosReturn,
  PosStatus,
  PosStockShort,
  PosTender,
  PosTransactionCompleted,
  PosTransactionOpened,
  PosVoidAnnounced,
  TillContext,
} from './events.ts';

/** Says who takes a sale back, where and why. */
export type PosVoid = TillContext & Pick<PosVoidAnnounced['data'], 'reason' | 'voidedBy' | 'approvedBy' | 'at'>;

/** Holds what the events say of a transaction: the aggregate decides by it, the read model shows it. */
export interface PosFacts extends TillContext {
  readonly status: PosStatus;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly customerId: string | null;
  readonly lines: readonly PosLine[];
  /** Lists the payments that are held. */
  readonly tenders: readonly PosTender[];
  /** Lists payments that did not stay, and why: null is that the shopper wanted it so. */
  readonly returnedPayments: readonly (PosTender & { readonly reason: string | null })[];
  /** Names the payments of another ledger that it has settled. */
  readonly settledPayments: readonly string[];
  /** Lists what came back of the sale, in order. */
  readonly returns: readonly PosReturn[];
  /** Is sorted by their ids: each is recorded once, in whatever order they come. */
  readonly conflicts: readonly { readonly conflictId: string; readonly conflict: PosConflict }[];
  /** Lists what the stock was short of for the sale; empty while nothing is known of it. */
  readonly shortage: PosStockShort['data']['lines'];
  readonly openedAt: Instant;
  /** Says why it waits, while it is suspended. */
  readonly note: string | null;
  /** Is null while it stands. */
  readonly voided: PosVoid | null;
}

/** Begins a transaction: nothing has happened to it. */
export const untouched = {
  lines: [],
  tenders: [],
  returnedPayments: [],
  settledPayments: [],
  sale: null,
  returns: [],
  conflicts: [],
  shortage: [],
  note: null,
  voided: null,
} as const;

/** Takes the till alone out of what names one. */
export const tillOf = ({ tillId, shiftId, localId, cashierId }: TillContext): TillContext => ({
  tillId,
  shiftId,
  localId,
  cashierId,
});

export const opened = ({ data }: PosTransactionOpened) => {
  const { currency, taxMode, customerId, at: openedAt } = data;
  return { ...tillOf(data), status: 'open', currency, taxMode, customerId, openedAt } as const;
};

/** Replaces what stood there before: the sale of a till that was cut off is what it says, whole. */
export const completed = ({ data }: PosTransactionCompleted) => {
  const { customerId, quote, lines, tenders } = data;
  const { currency, taxMode } = quote;
  const facts = { currency, taxMode, customerId, lines, tenders, note: null, voided: null };
  return { ...tillOf(data), status: 'completed', ...facts } as const;
};

/** Happens to a transaction that is there. */
export type LaterPosEvent = Exclude<PosEvent, PosTransactionOpened | PosTransactionCompleted>;

/** Gives the facts that an event changes. */
export const changes = (facts: PosFacts, event: LaterPosEvent): Partial<PosFacts> => {
  const { lines, tenders } = facts;
  switch (event.type) {
    case 'PosItemAdded':
      return { lines: [...lines, event.data.line] };
    case 'PosLineRepriced': {
      const { lineId, quantity, unitPrice, listPrice, discount, promotions } = event.data;
      return { lines: changeLine(lines, lineId, { quantity, unitPrice, listPrice, discount, promotions }) };
    }
    case 'PosLineRemoved':
      return { lines: lines.filter(({ lineId }) => lineId !== event.data.lineId) };
    case 'PosPriceOverridden': {
      const { lineId, unitPrice } = event.data;
      const price = { unitPrice, discount: 0, promotions: [], priceSource: 'override' } as const;
      return { lines: changeLine(lines, lineId, price) };
    }
    case 'PosCustomerIdentified':
      return { customerId: event.data.customerId };
    case 'PosTransactionSuspended':
      return { status: 'suspended', note: event.data.note };
    case 'PosTransactionResumed':
      return { ...tillOf(event.data), status: 'open', note: null };
    case 'PosPaymentTaken':
      return { tenders: [...tenders, tenderOf(event)] };
    case 'PosPaymentSettled':
      return { settledPayments: [...facts.settledPayments, event.data.paymentId] };
    case 'PosPaymentReturned':
      return withoutPayment(facts, event);
    case 'PosTransactionVoided':
      return { status: 'voided', voided: voidIn(event.data) };
    case 'PosItemsReturned':
      return { returns: [...facts.returns, returnIn(event)] };
    case 'PosVoidAnnounced':
      return {};
    case 'PosConflictRecorded': {
      const { conflictId, conflict } = event.data;
      const conflicts = [...facts.conflicts, { conflictId, conflict }];
      return { conflicts: conflicts.sort((a, b) => (a.conflictId < b.conflictId ? -1 : 1)) };
    }
    case 'PosStockShort':
      return { shortage: event.data.lines };
  }
};

export const voidIn = (data: PosVoid): PosVoid => {
  const { reason, voidedBy, approvedBy, at } = data;
  return { ...tillOf(data), reason, voidedBy, approvedBy, at };
};

const changeLine = (lines: readonly PosLine[], lineId: string, change: Partial<PosLine>): readonly PosLine[] =>
  lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));

const tenderOf = ({ data }: PosPaymentTaken): PosTender => {
  const { paymentId, method, amount, tendered, change, reference, settlement } = data;
  return { paymentId, method, amount, tendered, change, reference, ...(settlement && { settlement }) };
};

const withoutPayment = (
  { tenders, returnedPayments }: PosFacts,
  { data: { paymentId, reason } }: PosPaymentReturned,
): Partial<PosFacts> => {
  const returned = tenders.filter((tender) => tender.paymentId === paymentId);
  return {
    tenders: tenders.filter((tender) => tender.paymentId !== paymentId),
    returnedPayments: [...returnedPayments, ...returned.map((tender) => ({ ...tender, reason: reason ?? null }))],
  };
};

const returnIn = ({ data }: PosItemsReturned): PosReturn => {
  const { returnId, reason, returnedBy, approvedBy, lines, total, tax, discount, left, refund, cashRounding, at } =
    data;
  const amounts = { total, tax, discount, left, refund, cashRounding };
  return { returnId, ...tillOf(data), reason, returnedBy, approvedBy, lines, ...amounts, at };
};
