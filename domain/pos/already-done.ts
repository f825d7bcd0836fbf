import type { PosCommand } from './commands.ts';
import { findLine } from './lines.ts';
import { isSameSale } from './same-sale.ts';
import type { PosState, PosTransaction } from './state.ts';
import { isSameTill } from './till.ts';

/** Whether what the command asks for is so already: it is accepted without an event, whoever repeats it. */
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

/** Lines are numbered in their order: one that is not there any more, up to the last number, was removed. */
const wasRemoved = (lineId: string, { lines, lastLine }: PosTransaction): boolean =>
  findLine(lines, lineId) === undefined && numbers(lastLine).includes(lineId);

const numbers = (last: number): readonly string[] => Array.from({ length: last }, (_, index) => `L${index + 1}`);
