import { reject } from '../shared/decider.ts';
import { leads, stateMachine, stays, type TransitionTable } from '../shared/state-machine.ts';
import { balanceOf } from './balance.ts';
import type { PosCommand } from './commands.ts';
import { posStatuses, type PosStatus } from './events.ts';
import { unsettled } from './payments.ts';
import { returnable } from './returns.ts';
import { isPaidInto, type PosState, type PosTransaction, type Sale } from './state.ts';

/** Includes `none`: neither opened nor sold, whatever was announced of it. */
export type PosPlace = 'none' | PosStatus;

/** Holds what of a transaction decides what can be done with it now. */
export type Actionable = Pick<
  PosTransaction,
  'status' | 'currency' | 'taxMode' | 'lines' | 'tenders' | 'settledPayments' | 'returns'
> & { readonly sale: Pick<Sale, 'quote'> | null };

const isUnpaid = (transaction: Actionable): boolean => !isPaidInto(transaction);
const hasLines = ({ lines }: Actionable): boolean => lines.length > 0;
const hasLinesUnpaid = (transaction: Actionable): boolean => hasLines(transaction) && isUnpaid(transaction);
const isDue = (transaction: Actionable): boolean => balanceOf(transaction).due > 0;
const isCovered = (transaction: Actionable): boolean =>
  hasLines(transaction) && !isDue(transaction) && unsettled(transaction).length === 0;
const isWhole = ({ returns }: Actionable): boolean => returns.length === 0;
const hasGoodsLeft = (transaction: Actionable): boolean => returnable(transaction).some(({ left }) => left > 0);

const open = stays<PosPlace>('open');
const done = stays<PosPlace>('completed', 'voided');

/**
 * Says which command is allowed in which status and where it may lead, in this one place. Decider, tests, documentation and the
 * API's allowed actions come from it.
 */
const table: TransitionTable<PosCommand['type'], PosPlace, Actionable> = {
  OpenPosTransaction: { arrows: { none: ['open'] } },
  AddPosItem: { action: 'add_item', arrows: open, guard: isUnpaid },
  RepricePosLines: { action: 'change_quantity', arrows: open, guard: hasLinesUnpaid },
  RemovePosLine: { action: 'remove_item', arrows: open, guard: hasLinesUnpaid },
  OverridePosPrice: { action: 'override_price', arrows: open, guard: hasLinesUnpaid },
  IdentifyPosCustomer: { action: 'identify_customer', arrows: open },
  SuspendPosTransaction: { action: 'suspend', arrows: { open: ['suspended'] }, guard: isUnpaid },
  ResumePosTransaction: { action: 'resume', arrows: { suspended: ['open'] } },
  TakePosPayment: { action: 'pay', arrows: open, guard: isDue },
  SettlePosPayment: { arrows: stays('open', 'suspended', 'completed', 'voided') },
  ReturnPosPayment: { action: 'return_payment', arrows: open, guard: isPaidInto },
  CompletePosTransaction: { action: 'complete', arrows: { open: ['completed'] }, guard: isCovered },
  VoidPosTransaction: { action: 'void', arrows: leads(['open', 'suspended', 'completed'], 'voided'), guard: isWhole },
  ReturnPosItems: { action: 'return_items', arrows: stays('completed'), guard: hasGoodsLeft },
  RecordOfflineSale: {
    // also of one that was given up here: the till, which could not know, sold it all the same
    arrows: { ...leads(['none', 'open', 'suspended', 'voided'], 'completed', 'voided'), ...stays('completed') },
  },
  RecordOfflineVoid: { arrows: { ...stays('none', 'voided'), ...leads(['open', 'suspended', 'completed'], 'voided') } },
  RecordPosStockShort: { arrows: done },
  RecordPosConflict: { arrows: done },
};

export const noSuchTransaction = () => reject('not_found', 'pos_not_found', 'there is no such transaction');

export const posMachine = stateMachine('transaction', ['none', ...posStatuses], table, (status) =>
  status === 'none' ? noSuchTransaction() : undefined,
);

export const statusOf = (state: PosState): PosPlace => (state.exists ? state.status : 'none');

/** Lists what a person could do with the transaction now, by the API's names. */
export const posActions = (transaction: Actionable): readonly string[] =>
  posMachine.allowedActions(transaction.status, transaction);
