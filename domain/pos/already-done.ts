import type { PosCommand, RecordOfflineSale } from './commands.ts';
import type { PosLine, PosTender, TillContext } from './events.ts';
import { findLine, type PosState, type PosTransaction, type Sale } from './state.ts';

/** Says whether what the command asks for is so already: it is accepted without an event, however often it is repeated. */
export const isAlreadyDone = (command: PosCommand, state: PosState): boolean => {
  if (command.type === 'RecordOfflineVoid') return isVoidKnown(state);
  return state.exists && isDone(command, state);
};

const isDone = (command: PosCommand, transaction: PosTransaction): boolean => {
  const { status, sale } = transaction;
  switch (command.type) {
    case 'OpenPosTransaction':
      return true;
    case 'RemovePosLine':
      return wasRemoved(command.lineId, transaction);
    case 'IdentifyPosCustomer':
      return command.customerId === transaction.customerId;
    case 'SuspendPosTransaction':
      return status === 'suspended';
    case 'ResumePosTransaction':
      return status === 'open' && isSameTill(command, transaction);
    case 'TakePosPayment':
      return isHeld(command.paymentId, transaction) || wasReturned(command.paymentId, transaction);
    case 'SettlePosPayment':
      return transaction.settledPayments.includes(command.paymentId);
    case 'ReturnPosPayment':
      return wasReturned(command.paymentId, transaction);
    case 'CompletePosTransaction':
      return status === 'completed';
    case 'VoidPosTransaction':
      return status === 'voided';
    case 'RecordOfflineSale':
      return sale !== null && isSameSale(command, { ...transaction, sale });
    case 'ReturnPosItems':
      return transaction.returns.some(({ returnId }) => returnId === command.returnId);
    case 'RecordPosStockShort':
      return transaction.shortage.length > 0;
    case 'RecordPosConflict':
      return transaction.conflicts.some(({ conflictId }) => conflictId === command.conflictId);
    default:
      return false;
  }
};

const isVoidKnown = (state: PosState): boolean =>
  state.exists && state.sale !== null ? state.status === 'voided' : state.announcedVoid !== null;

const isHeld = (paymentId: string, { tenders }: PosTransaction): boolean =>
  tenders.some((tender) => tender.paymentId === paymentId);

const wasReturned = (paymentId: string, { returnedPayments }: PosTransaction): boolean =>
  returnedPayments.some((payment) => payment.paymentId === paymentId);

/** Says whether a line was there: lines are numbered in their order, so one that is not there any more, up to the last number, was removed. */
const wasRemoved = (lineId: string, { lines, lastLine }: PosTransaction): boolean =>
  findLine(lines, lineId) === undefined && numbers(lastLine).includes(lineId);

const numbers = (last: number): readonly string[] => Array.from({ length: last }, (_, index) => `L${index + 1}`);

/**
 * Says whether the sale is known already. One that was rung up here has no digest: the answer may have been lost on its way to the
 * till, which then finished the sale alone. It is the same if goods, prices and money are.
 */
const isSameSale = (
  command: RecordOfflineSale,
  { sale, lines, tenders }: PosTransaction & { readonly sale: Sale },
): boolean =>
  sale.digest === null
    ? essence(command.lines, command.tenders) === essence(lines, tenders)
    : sale.digest === command.digest;

const essence = (lines: readonly PosLine[], tenders: readonly PosTender[]): string =>
  JSON.stringify([
    lines.map(({ variantId, quantity, unitPrice, discount }) => [variantId, quantity, unitPrice, discount]),
    tenders.map(({ method, amount }) => [method, amount]),
  ]);

const isSameTill = (one: TillContext, other: TillContext): boolean =>
  one.tillId === other.tillId &&
  one.shiftId === other.shiftId &&
  one.localId === other.localId &&
  one.cashierId === other.cashierId;
