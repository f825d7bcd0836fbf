import { posEvents, type PosEvent } from '../../../../domain/pos/events.ts';
import { decode } from '../../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { termsOf } from '../../../../projections/orders/search-terms.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import { evolvedTransaction } from '../../../../projections/pos-transactions/evolve.ts';
import type { PosTransactionQueries } from '../../../../projections/pos-transactions/queries.ts';
import { searchTerms } from '../../../../projections/pos-transactions/search-terms.ts';
import type { AnyPosDocument, PosDocument } from '../../../../projections/pos-transactions/view.ts';

const transactionOf = (events: readonly RecordedEvent[]): AnyPosDocument | undefined =>
  events.reduce<AnyPosDocument | undefined>(
    (document, recorded) => evolvedTransaction(document, decode<PosEvent>(posEvents, recorded), recorded.version),
    undefined,
  );

/** The transactions as their read model would have them if it never lagged. */
export const inMemoryPosTransactions = (
  streamsOf: (category: 'pos', organizationId: string) => readonly (readonly RecordedEvent[])[],
): PosTransactionQueries => {
  const transactionsOf = (organizationId: string): readonly PosDocument[] =>
    streamsOf('pos', organizationId)
      .map(transactionOf)
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
          (q === undefined || termsOf(q).every((term) => searchTerms(each).includes(term))),
      );
      const rows = found.slice(0, limit + 1);
      return Promise.resolve(pageOf(rows, limit, ({ openedAt: at, transactionId: id }) => ({ at, id })));
    },
  };
};
