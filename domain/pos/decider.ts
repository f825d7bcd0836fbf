import { accept, decideBy, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { isAlreadyDone } from './already-done.ts';
import type { OpenPosTransaction, PosCommand, RecordOfflineSale, RecordOfflineVoid } from './commands.ts';
import type { PosEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { addItem, overridePrice, removeLine, repriceLines } from './items.ts';
import {
  completeTransaction,
  identifyCustomer,
  openTransaction,
  resume,
  suspend,
  voidTransaction,
} from './lifecycle.ts';
import { recordConflict, recordOfflineSale, recordOfflineVoid, recordStockShort } from './offline.ts';
import { returnPayment, settlePayment, takePayment } from './payments.ts';
import { returnItems } from './returns.ts';
import { noTransaction, type PosState, type PosTransaction } from './state.ts';
import { noSuchTransaction, posMachine, statusOf } from './transitions.ts';

/** Decides in three steps: is it already so, does the status (also that of none) allow it, its own rules. */
const decide = (command: PosCommand, state: PosState): Decision<PosEvent> => {
  if (isAlreadyDone(command, state)) return accept();
  const status = statusOf(state);
  if (!posMachine.isAllowed(command.type, status)) return posMachine.refusal(command.type, status);
  if (isBeginning(command)) return decideBy(beginnings, command, state);
  return state.exists ? decideBy(handlers, command, state) : noSuchTransaction();
};

/** Begins a transaction, or may arrive before it is known. */
type Beginning = OpenPosTransaction | RecordOfflineSale | RecordOfflineVoid;

const beginnings: Handlers<Beginning, PosState, PosEvent> = {
  OpenPosTransaction: openTransaction,
  RecordOfflineSale: recordOfflineSale,
  RecordOfflineVoid: recordOfflineVoid,
};

const isBeginning = (command: PosCommand): command is Beginning => Object.hasOwn(beginnings, command.type);

const handlers: Handlers<Exclude<PosCommand, Beginning>, PosTransaction, PosEvent> = {
  AddPosItem: addItem,
  RepricePosLines: repriceLines,
  RemovePosLine: removeLine,
  OverridePosPrice: overridePrice,
  IdentifyPosCustomer: identifyCustomer,
  SuspendPosTransaction: suspend,
  ResumePosTransaction: resume,
  TakePosPayment: takePayment,
  SettlePosPayment: settlePayment,
  ReturnPosPayment: returnPayment,
  CompletePosTransaction: completeTransaction,
  VoidPosTransaction: voidTransaction,
  ReturnPosItems: returnItems,
  RecordPosStockShort: recordStockShort,
  RecordPosConflict: recordConflict,
};

/** Decides about a sale at a till. Rules: domain/pos/README.md. */
export const posDecider: Decider<PosCommand, PosEvent, PosState> = { initial: noTransaction, decide, evolve };
