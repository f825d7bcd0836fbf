import { accept, type Decider, type Decision } from '../shared/decider.ts';
import { recordConflict, recordStockShort } from './conflicts.ts';
import type { PosCommand } from './commands.ts';
import type { PosEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { addItem, overridePrice, removeLine, repriceLines } from './items.ts';
import { completeTransaction, identifyCustomer, openTransaction, resume, suspend } from './lifecycle.ts';
import { recordOfflineSale } from './offline-sale.ts';
import { recordOfflineVoid } from './offline-void.ts';
import { returnPayment, settlePayment, takePayment } from './payments.ts';
import { returnItems } from './return-items.ts';
import { isAlreadyDone } from './already-done.ts';
import { noTransaction, type PosState, type PosTransaction } from './state.ts';
import { statusObstacle } from './transitions.ts';
import { voidTransaction } from './void.ts';

const decide = (command: PosCommand, state: PosState): Decision<PosEvent> => {
  if (isAlreadyDone(command, state)) return accept();
  const obstacle = statusObstacle(command.type, state);
  if (obstacle !== undefined) return obstacle;
  switch (command.type) {
    case 'OpenPosTransaction':
      return accept(openTransaction(command));
    case 'RecordOfflineSale':
      return accept(...recordOfflineSale(command, state));
    case 'RecordOfflineVoid':
      return accept(...recordOfflineVoid(command, state));
    default:
      // the table allows the others on what exists alone
      return state.exists ? decideExisting(command, state) : accept();
  }
};

type ExistingCommand = Exclude<PosCommand, { type: 'OpenPosTransaction' | 'RecordOfflineSale' | 'RecordOfflineVoid' }>;

const decideExisting = (command: ExistingCommand, transaction: PosTransaction): Decision<PosEvent> => {
  switch (command.type) {
    case 'AddPosItem':
      return addItem(command, transaction);
    case 'RepricePosLines':
      return repriceLines(command, transaction);
    case 'RemovePosLine':
      return removeLine(command, transaction);
    case 'OverridePosPrice':
      return overridePrice(command, transaction);
    case 'IdentifyPosCustomer':
      return accept(identifyCustomer(command, transaction));
    case 'SuspendPosTransaction':
      return suspend(command, transaction);
    case 'ResumePosTransaction':
      return resume(command, transaction);
    case 'TakePosPayment':
      return takePayment(command, transaction);
    case 'SettlePosPayment':
      return settlePayment(command, transaction);
    case 'ReturnPosPayment':
      return returnPayment(command, transaction);
    case 'CompletePosTransaction':
      return completeTransaction(command, transaction);
    case 'VoidPosTransaction':
      return voidTransaction(command, transaction);
    case 'ReturnPosItems':
      return returnItems(command, transaction);
    case 'RecordPosStockShort':
      return recordStockShort(command, transaction);
    case 'RecordPosConflict':
      return accept(recordConflict(command, transaction));
  }
};

/** A sale at a till. Rules: domain/pos-transaction/README.md. */
export const posDecider: Decider<PosCommand, PosEvent, PosState> = { initial: noTransaction, decide, evolve };
