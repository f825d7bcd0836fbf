import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import { searchWords } from '../../../../projections/paging/search-words.ts';
import type { PosTransactionQueries } from '../../../../projections/pos-transactions/queries.ts';
import { posTransactions, transactionWords } from '../../../../projections/pos-transactions/table.ts';
import type { PosDocument } from '../../../../projections/pos-transactions/view.ts';

/** The transactions as their read model would have them if it never lagged. */
export const inMemoryPosTransactions = (
  streamsOf: (category: 'pos', organizationId: string) => readonly (readonly RecordedEvent[])[],
): PosTransactionQueries => {
  const transactionsOf = (organizationId: string): readonly PosDocument[] =>
    streamsOf('pos', organizationId)
      .map((events) => posTransactions.after(undefined, events))
      .filter((document): document is PosDocument => document?.opened === true)
      .toReversed();
  return {
    getTransaction: (organizationId, transactionId) =>
      Promise.resolve(transactionsOf(organizationId).find((each) => each.transactionId === transactionId)),
    listTransactions: (organizationId, { shiftId, tillId, status, from, to, q }, { limit }) => {
      const found = transactionsOf(organizationId).filter(
        (each) =>
          (shiftId === undefined || each.shiftId === shiftId) &&
          (tillId === undefined || each.tillId === tillId) &&
          (status === undefined || each.status === status) &&
          (from === undefined || each.openedAt >= from) &&
          (to === undefined || each.openedAt < to) &&
          (q === undefined || searchWords(q).every((word) => transactionWords(each).includes(word))),
      );
      const rows = found.slice(0, limit + 1);
      return Promise.resolve(pageOf(rows, limit, ({ openedAt: at, transactionId: id }) => ({ at, id })));
    },
  };
};
