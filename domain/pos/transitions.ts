import { reject, type Decision } from '../shared/decider.ts';
import { balanceOf } from './balance.ts';
import type { PosCommand } from './commands.ts';
import type { PosStatus } from './events.ts';
import { unsettled } from './payments.ts';
import { returnable } from './return-value.ts';
import type { PosState, PosTransaction, Sale } from './state.ts';

/** `none`: neither opened nor sold, whatever was announced of it. */
export type PosPlace = 'none' | PosStatus;

/** What of a transaction decides what can be done with it now. */
export type Actionable = Pick<
  PosTransaction,
  'status' | 'currency' | 'taxMode' | 'lines' | 'tenders' | 'settledPayments' | 'returns'
> & { readonly sale: Pick<Sale, 'quote'> | null };

interface Transition {
  /** Where the command is allowed, and where it may lead from there. */
  readonly arrows: Partial<Readonly<Record<PosPlace, readonly PosPlace[]>>>;
  /** The name that people know the command by; none: it begins the transaction, or nobody asks for it. */
  readonly action?: string;
  /** What must hold besides the status for the command to be offered. */
  readonly guard?: (transaction: Actionable) => boolean;
}

/** Whether money is held: what the goods cost, and whose drawer it is in, then stays as it is. */
export const isPaidInto = ({ tenders }: Pick<PosTransaction, 'tenders'>): boolean => tenders.length > 0;

const isUnpaid = (transaction: Actionable): boolean => !isPaidInto(transaction);
const hasLines = ({ lines }: Actionable): boolean => lines.length > 0;
const hasLinesUnpaid = (transaction: Actionable): boolean => hasLines(transaction) && isUnpaid(transaction);
const isDue = (transaction: Actionable): boolean => balanceOf(transaction).due > 0;
const isCovered = (transaction: Actionable): boolean =>
  hasLines(transaction) && !isDue(transaction) && unsettled(transaction).length === 0;

const isWhole = ({ returns }: Actionable): boolean => returns.length === 0;
const hasGoodsLeft = (transaction: Actionable): boolean => returnable(transaction).some(({ left }) => left > 0);

/**
 * The state machine of a transaction: the only place that says which command is allowed in which status and where it
 * may lead. Decider, tests, documentation and the API's allowed actions come from it.
 */
export const posTransitions: Readonly<Record<PosCommand['type'], Transition>> = {
  OpenPosTransaction: { arrows: { none: ['open'] } },
  AddPosItem: { action: 'add_item', arrows: { open: ['open'] }, guard: isUnpaid },
  RepricePosLines: { action: 'change_quantity', arrows: { open: ['open'] }, guard: hasLinesUnpaid },
  RemovePosLine: { action: 'remove_item', arrows: { open: ['open'] }, guard: hasLinesUnpaid },
  OverridePosPrice: { action: 'override_price', arrows: { open: ['open'] }, guard: hasLinesUnpaid },
  IdentifyPosCustomer: { action: 'identify_customer', arrows: { open: ['open'] } },
  SuspendPosTransaction: { action: 'suspend', arrows: { open: ['suspended'] }, guard: isUnpaid },
  ResumePosTransaction: { action: 'resume', arrows: { suspended: ['open'] } },
  TakePosPayment: { action: 'pay', arrows: { open: ['open'] }, guard: isDue },
  SettlePosPayment: {
    arrows: { open: ['open'], suspended: ['suspended'], completed: ['completed'], voided: ['voided'] },
  },
  ReturnPosPayment: { action: 'return_payment', arrows: { open: ['open'] }, guard: isPaidInto },
  CompletePosTransaction: { action: 'complete', arrows: { open: ['completed'] }, guard: isCovered },
  VoidPosTransaction: {
    action: 'void',
    arrows: { open: ['voided'], suspended: ['voided'], completed: ['voided'] },
    guard: isWhole,
  },
  ReturnPosItems: { action: 'return_items', arrows: { completed: ['completed'] }, guard: hasGoodsLeft },
  RecordOfflineSale: {
    arrows: {
      none: ['completed', 'voided'],
      open: ['completed', 'voided'],
      suspended: ['completed', 'voided'],
      completed: ['completed'],
      // given up here, and sold all the same by the till that could not know
      voided: ['completed', 'voided'],
    },
  },
  RecordOfflineVoid: {
    arrows: { none: ['none'], open: ['voided'], suspended: ['voided'], completed: ['voided'], voided: ['voided'] },
  },
  RecordPosStockShort: { arrows: { completed: ['completed'], voided: ['voided'] } },
  RecordPosConflict: { arrows: { completed: ['completed'], voided: ['voided'] } },
};

export const placeOf = (state: PosState): PosPlace => (state.exists ? state.status : 'none');

/** The refusal of a command that the status does not allow; undefined if it does. */
export const statusObstacle = (command: PosCommand['type'], state: PosState): Decision<never> | undefined => {
  const { arrows } = posTransitions[command];
  const status = placeOf(state);
  if (Object.hasOwn(arrows, status)) return undefined;
  if (status === 'none') return reject('not_found', 'pos_not_found', 'there is no such transaction');
  const allowed = Object.keys(arrows);
  const message = `the transaction is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
};

/** What a person could do with the transaction now, by the API's names, in the order of the table. */
export const posActions = (transaction: Actionable): readonly string[] =>
  Object.values(posTransitions)
    .filter(({ arrows, guard }) => Object.hasOwn(arrows, transaction.status) && (guard?.(transaction) ?? true))
    .flatMap(({ action }) => action ?? []);
