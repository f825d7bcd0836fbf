import type {
  PosConflictRecorded,
  PosItemsReturned,
  PosEvent,
  PosLine,
  PosLineRepriced,
  PosPaymentReturned,
  PosPaymentTaken,
  PosPriceOverridden,
  PosReturn,
  PosTender,
  PosTransactionCompleted,
  PosTransactionOpened,
  PosTransactionVoided,
  PosVoidAnnounced,
} from './events.ts';
import { tillOf, type AnnouncedVoid, type PosState, type PosTransaction } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: PosState, event: PosEvent): PosState => {
  switch (event.type) {
    case 'PosTransactionOpened':
      return opened(state, event.data);
    case 'PosTransactionCompleted':
      return completed(state, event.data);
    case 'PosVoidAnnounced':
      return { ...state, announcedVoid: voidIn(event.data) };
    default:
      return state.exists ? { ...state, ...changes(state, event) } : state;
  }
};

const untouched = {
  exists: true,
  lines: [],
  lastLine: 0,
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

const opened = ({ announcedVoid }: PosState, data: PosTransactionOpened['data']): PosTransaction => {
  const { transactionId, currency, taxMode, customerId, at } = data;
  const head = { transactionId, currency, taxMode, customerId, openedAt: at };
  return { ...untouched, ...tillOf(data), ...head, status: 'open', announcedVoid };
};

/** Whatever it was before: of a till that was cut off the sale is what it says, whole. */
const completed = (state: PosState, data: PosTransactionCompleted['data']): PosTransaction => {
  const { transactionId, customerId, quote, lines, tenders, cashRounding, digest, origin, at } = data;
  const { currency, taxMode } = quote;
  return {
    ...(state.exists ? state : { ...untouched, announcedVoid: state.announcedVoid, openedAt: at }),
    ...tillOf(data),
    transactionId,
    status: 'completed',
    currency,
    taxMode,
    customerId,
    lines,
    tenders,
    sale: { quote, cashRounding, digest, origin, completedAt: at },
    note: null,
    voided: null,
  };
};

type Later = Exclude<PosEvent, { type: 'PosTransactionOpened' | 'PosTransactionCompleted' | 'PosVoidAnnounced' }>;

const changes = (state: PosTransaction, event: Later): Partial<PosTransaction> => {
  const { lines, lastLine, tenders } = state;
  switch (event.type) {
    case 'PosItemAdded':
      return { lines: [...lines, event.data.line], lastLine: lastLine + 1 };
    case 'PosLineRepriced':
      return { lines: withPrices(lines, event.data) };
    case 'PosLineRemoved':
      return { lines: lines.filter(({ lineId }) => lineId !== event.data.lineId) };
    case 'PosPriceOverridden':
      return { lines: withOverride(lines, event.data) };
    case 'PosCustomerIdentified':
      return { customerId: event.data.customerId };
    case 'PosTransactionSuspended':
      return { status: 'suspended', note: event.data.note };
    case 'PosTransactionResumed':
      return { ...tillOf(event.data), status: 'open', note: null };
    case 'PosPaymentTaken':
      return { tenders: [...tenders, tenderOf(event.data)] };
    case 'PosPaymentSettled':
      return { settledPayments: [...state.settledPayments, event.data.paymentId] };
    case 'PosPaymentReturned':
      return withoutPayment(state, event.data);
    case 'PosTransactionVoided':
      return voided(state, event);
    case 'PosItemsReturned':
      return { returns: [...state.returns, returnIn(event.data)] };
    case 'PosConflictRecorded':
      return { conflicts: withConflict(state.conflicts, event.data) };
    case 'PosStockShort':
      return { shortage: event.data.lines };
  }
};

const withPrices = (lines: readonly PosLine[], priced: PosLineRepriced['data']): readonly PosLine[] => {
  const { lineId, quantity, unitPrice, listPrice, discount, promotions } = priced;
  return changeLine(lines, lineId, { quantity, unitPrice, listPrice, discount, promotions });
};

const withOverride = (
  lines: readonly PosLine[],
  { lineId, unitPrice }: PosPriceOverridden['data'],
): readonly PosLine[] => changeLine(lines, lineId, { unitPrice, discount: 0, promotions: [], priceSource: 'override' });

const changeLine = (lines: readonly PosLine[], lineId: string, change: Partial<PosLine>): readonly PosLine[] =>
  lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));

const voidIn = (data: PosVoidAnnounced['data'] | PosTransactionVoided['data']): AnnouncedVoid => {
  const { reason, voidedBy, approvedBy, at } = data;
  return { ...tillOf(data), reason, voidedBy, approvedBy, at };
};

const returnIn = (data: PosItemsReturned['data']): PosReturn => {
  const { returnId, reason, returnedBy, approvedBy, lines, total, tax, discount, left, refund, cashRounding, at } =
    data;
  const amounts = { total, tax, discount, left, refund, cashRounding };
  return { returnId, ...tillOf(data), reason, returnedBy, approvedBy, lines, ...amounts, at };
};

const tenderOf = (data: PosPaymentTaken['data']): PosTender => {
  const { paymentId, method, amount, tendered, change, reference, settlement } = data;
  return { paymentId, method, amount, tendered, change, reference, ...(settlement && { settlement }) };
};

const withoutPayment = (
  { tenders, returnedPayments }: PosTransaction,
  { paymentId, reason }: PosPaymentReturned['data'],
): Partial<PosTransaction> => {
  const returned = tenders
    .filter((tender) => tender.paymentId === paymentId)
    .map((tender) => ({ ...tender, reason: reason ?? null }));
  const held = tenders.filter((tender) => tender.paymentId !== paymentId);
  return { tenders: held, returnedPayments: [...returnedPayments, ...returned] };
};

/** What was announced for a sale that is still to come stays announced. */
const voided = (state: PosTransaction, { data }: PosTransactionVoided): Partial<PosTransaction> => ({
  status: 'voided',
  voided: voidIn(data),
  announcedVoid: data.wasCompleted ? null : state.announcedVoid,
});

const withConflict = (
  known: PosTransaction['conflicts'],
  { conflictId, conflict }: PosConflictRecorded['data'],
): PosTransaction['conflicts'] =>
  [...known, { conflictId, conflict }].sort((a, b) => (a.conflictId < b.conflictId ? -1 : 1));
