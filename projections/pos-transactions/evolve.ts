import type {
  PosEvent,
  PosItemAdded,
  PosItemsReturned,
  PosLine,
  PosLineRemoved,
  PosLineRepriced,
  PosPaymentReturned,
  PosPaymentTaken,
  PosPriceOverridden,
  PosReturn,
  PosTender,
  PosTransactionCompleted,
  PosTransactionOpened,
  PosTransactionVoided,
  TillContext,
} from '../../domain/pos/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { AnyPosDocument, PosDocument } from './view.ts';

/** The transaction after an event: it may begin with any that a till recorded offline. */
export const evolveTransaction = (
  document: AnyPosDocument | undefined,
  event: PosEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): AnyPosDocument => {
  const { transactionId, at: updatedAt } = event.data;
  const head = { transactionId, version, updatedAt };
  switch (event.type) {
    case 'PosTransactionOpened':
      return { ...untouched, ...opened(event), ...head };
    case 'PosTransactionCompleted':
      return { ...(document?.opened === true ? document : untouched), ...completed(document, event), ...head };
    default:
      return document?.opened === true
        ? { ...document, ...changes(document, event), ...head }
        : { opened: false, ...head };
  }
};

const untouched = {
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

type Opened = Pick<
  PosDocument,
  keyof TillContext | 'opened' | 'status' | 'currency' | 'taxMode' | 'customerId' | 'openedAt'
>;

const opened = ({ data }: PosTransactionOpened): Opened => {
  const { currency, taxMode, customerId, at: openedAt } = data;
  return { opened: true, ...tillOf(data), status: 'open', currency, taxMode, customerId, openedAt };
};

const completed = (before: AnyPosDocument | undefined, { data }: PosTransactionCompleted) => {
  const { customerId, quote, lines, tenders, cashRounding, origin, at } = data;
  const { currency, taxMode } = quote;
  return {
    opened: true,
    ...tillOf(data),
    status: 'completed',
    currency,
    taxMode,
    customerId,
    lines,
    tenders,
    sale: { quote, cashRounding, origin, completedAt: at },
    openedAt: before?.opened === true ? before.openedAt : at,
    note: null,
    voided: null,
  } as const;
};

type Later = Exclude<PosEvent, PosTransactionOpened | PosTransactionCompleted>;

const changes = (document: PosDocument, event: Later): Partial<PosDocument> => {
  switch (event.type) {
    case 'PosItemAdded':
    case 'PosLineRepriced':
    case 'PosLineRemoved':
    case 'PosPriceOverridden':
      return { lines: changedLines(document.lines, event) };
    case 'PosCustomerIdentified':
      return { customerId: event.data.customerId };
    case 'PosTransactionSuspended':
      return { status: 'suspended', note: event.data.note };
    case 'PosTransactionResumed':
      return { ...tillOf(event.data), status: 'open', note: null };
    case 'PosPaymentTaken':
      return { tenders: [...document.tenders, tenderOf(event)] };
    case 'PosPaymentSettled':
      return { settledPayments: [...document.settledPayments, event.data.paymentId] };
    case 'PosPaymentReturned':
      return withoutPayment(document, event);
    case 'PosTransactionVoided':
      return { status: 'voided', voided: voidIn(event) };
    case 'PosItemsReturned':
      return { returns: [...document.returns, returnIn(event)] };
    case 'PosVoidAnnounced':
      return {};
    case 'PosConflictRecorded': {
      const { conflictId, conflict } = event.data;
      const conflicts = [...document.conflicts, { conflictId, conflict }];
      return { conflicts: conflicts.sort((a, b) => (a.conflictId < b.conflictId ? -1 : 1)) };
    }
    case 'PosStockShort':
      return { shortage: event.data.lines };
  }
};

const tenderOf = ({ data }: PosPaymentTaken): PosTender => {
  const { paymentId, method, amount, tendered, change, reference, settlement } = data;
  return { paymentId, method, amount, tendered, change, reference, ...(settlement && { settlement }) };
};

const withoutPayment = (
  { tenders, returnedPayments }: PosDocument,
  { data: { paymentId, reason } }: PosPaymentReturned,
): Partial<PosDocument> => {
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

const voidIn = ({ data }: PosTransactionVoided): PosDocument['voided'] => {
  const { reason, voidedBy, approvedBy, at } = data;
  return { ...tillOf(data), reason, voidedBy, approvedBy, at };
};

const tillOf = ({ tillId, shiftId, localId, cashierId }: TillContext): TillContext => ({
  tillId,
  shiftId,
  localId,
  cashierId,
});

/** The lines after an event about one of them. */
const changedLines = (
  lines: readonly PosLine[],
  event: PosItemAdded | PosLineRepriced | PosLineRemoved | PosPriceOverridden,
): readonly PosLine[] => {
  switch (event.type) {
    case 'PosItemAdded':
      return [...lines, event.data.line];
    case 'PosLineRepriced': {
      const { lineId, quantity, unitPrice, listPrice, discount, promotions } = event.data;
      return changeLine(lines, lineId, { quantity, unitPrice, listPrice, discount, promotions });
    }
    case 'PosLineRemoved':
      return lines.filter(({ lineId }) => lineId !== event.data.lineId);
    case 'PosPriceOverridden': {
      const { lineId, unitPrice } = event.data;
      return changeLine(lines, lineId, { unitPrice, discount: 0, promotions: [], priceSource: 'override' });
    }
  }
};

const changeLine = (lines: readonly PosLine[], lineId: string, change: Partial<PosLine>): readonly PosLine[] =>
  lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));
