import { accept, fold, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { sum } from '../shared/money.ts';
import { addsUp } from '../shared/pricing/order-rules.ts';
import type { Totals } from '../shared/pricing/price-quote.ts';
import { quoteOfLines } from './balance.ts';
import type { RecordOfflineSale, RecordOfflineVoid, RecordPosConflict, RecordPosStockShort } from './commands.ts';
import type {
  PosConflict,
  PosConflictRecorded,
  PosEvent,
  PosTransactionCompleted,
  PosVoidAnnounced,
} from './events.ts';
import { evolve } from './evolve.ts';
import { tillOf } from './facts.ts';
import { conflictIdOf } from './ids.ts';
import { voided } from './lifecycle.ts';
import { returned } from './payments.ts';
import type { PosState, PosTransaction } from './state.ts';

/**
 * Records the sale as the till says it, whatever stood here before: the goods have left and the money is in the drawer. What
 * the engine would have done otherwise is recorded beside it; a void that was announced takes it back at once.
 */
export const recordOfflineSale = (command: RecordOfflineSale, state: PosState): Decision<PosEvent> => {
  if (state.exists && state.sale !== null) {
    return accept(...conflictEvents([{ kind: 'content_differs', digest: command.digest }], state, command.at));
  }
  const events = [...superseded(command, state), completed(command)];
  const sale = fold(evolve, state, events);
  if (!sale.exists) return accept(...events);
  const noticed = [...command.conflicts, ...sumConflicts(command), ...lostTenders(command, state)];
  const conflicts = conflictEvents(noticed, sale, command.at);
  const { announcedVoid } = sale;
  return accept(...events, ...(announcedVoid === null ? [] : [voided(sale, announcedVoid)]), ...conflicts);
};

/**
 * Gives back what another ledger settles for a payment that was taken here and is not in the till's record: it would be lost.
 * Cash and cards are the till's own to record.
 */
const superseded = ({ tenders, at }: RecordOfflineSale, state: PosState): readonly PosEvent[] => {
  if (!state.exists || state.status === 'voided') return [];
  const named = new Set(tenders.map(({ paymentId }) => paymentId));
  return state.tenders
    .filter(({ paymentId, settlement }) => settlement !== undefined && !named.has(paymentId))
    .map((tender) => returned(state, tender, at, 'not_in_sale'));
};

/** Finds what was given back to the shopper here: it pays for nothing any more, though the till, that could not know, counts it. */
const lostTenders = ({ tenders }: RecordOfflineSale, state: PosState): readonly PosConflict[] => {
  if (!state.exists) return [];
  const gone = state.status === 'voided' ? [...state.returnedPayments, ...state.tenders] : state.returnedPayments;
  const taken = new Set(gone.map(({ paymentId }) => paymentId).filter((id) => state.settledPayments.includes(id)));
  return tenders
    .filter(({ paymentId, settlement }) => settlement !== undefined && taken.has(paymentId))
    .map(({ paymentId }) => ({ kind: 'tender_refused', paymentId, reason: 'given_back' }));
};

const completed = (command: RecordOfflineSale): PosTransactionCompleted => {
  const { transactionId, customerId, quote, lines, tenders, cashRounding, digest, personal, at } = command;
  const sale = { customerId, quote, lines, tenders, cashRounding, ...(personal && { personal }) };
  return {
    type: 'PosTransactionCompleted',
    data: { transactionId, ...tillOf(command), ...sale, origin: 'offline', digest, at },
  };
};

const conflictEvents = (
  conflicts: readonly PosConflict[],
  transaction: PosTransaction,
  at: Instant,
): readonly PosEvent[] => {
  const { transactionId } = transaction;
  const byId = new Map(conflicts.map((conflict) => [conflictIdOf(transactionId, conflict), conflict]));
  for (const { conflictId } of transaction.conflicts) byId.delete(conflictId);
  return Array.from(byId.values(), (conflict) => conflictRecorded(transactionId, conflict, at));
};

/** Compares what the till says it took with what its lines come to, and with what its tenders are worth. */
const sumConflicts = ({ lines, quote, tenders, cashRounding }: RecordOfflineSale): readonly PosConflict[] => {
  const claimed = quote.totals.total;
  const worked = quoteOfLines({ ...quote, lines }).totals;
  if (!addsUp(quote) || !isSame(quote.totals, worked)) {
    return [{ kind: 'totals_differ', claimed, worked: worked.total }];
  }
  const covered = sum(tenders.map(({ amount }) => amount)) - cashRounding;
  return covered === claimed ? [] : [{ kind: 'totals_differ', claimed, worked: covered }];
};

const isSame = (claimed: Totals, worked: Totals): boolean =>
  claimed.subtotal === worked.subtotal &&
  claimed.discount === worked.discount &&
  claimed.tax === worked.tax &&
  claimed.shipping === worked.shipping &&
  claimed.total === worked.total;

/** Voids the sale, or, if that is still to come, keeps the void for it and gives up what is open here under its id. */
export const recordOfflineVoid = (command: RecordOfflineVoid, state: PosState): Decision<PosEvent> => {
  const { transactionId, reason, voidedBy, approvedBy, at } = command;
  const by = { ...tillOf(command), reason, voidedBy, approvedBy, at };
  if (state.exists && state.sale !== null) return accept<PosEvent>(voided(state, by), ...returnedBefore(state, at));
  const announced: PosVoidAnnounced = { type: 'PosVoidAnnounced', data: { transactionId, ...by } };
  return state.exists && state.status !== 'voided' ? accept<PosEvent>(announced, voided(state, by)) : accept(announced);
};

/** Records that some of it had come back: the till, which could not know, paid back more than was paid. */
const returnedBefore = ({ transactionId, returns }: PosTransaction, at: Instant): readonly PosEvent[] => {
  if (returns.length === 0) return [];
  const returnIds = returns.map(({ returnId }) => returnId);
  return [conflictRecorded(transactionId, { kind: 'returned_before', returnIds }, at)];
};

/** Records it once a sale, and only where something was short. */
export const recordStockShort = (
  { lines, at }: RecordPosStockShort,
  { transactionId }: PosTransaction,
): Decision<PosEvent> =>
  lines.length === 0 ? accept() : accept({ type: 'PosStockShort', data: { transactionId, lines, at } });

export const recordConflict = (
  { conflictId, conflict, at }: RecordPosConflict,
  { transactionId }: PosTransaction,
): Decision<PosEvent> => accept({ type: 'PosConflictRecorded', data: { transactionId, conflictId, conflict, at } });

const conflictRecorded = (transactionId: string, conflict: PosConflict, at: Instant): PosConflictRecorded => ({
  type: 'PosConflictRecorded',
  data: { transactionId, conflictId: conflictIdOf(transactionId, conflict), conflict, at },
});
