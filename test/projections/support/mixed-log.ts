import type { DomainEvent } from '../../../domain/shared/message.ts';
import { soldAndVoided } from '../../domain/processes/sales.ts';
import { defined } from '../../domain/promotion/promotions.ts';
import { added, created } from './carts.ts';
import { accountOf, creditEvents } from './credits.ts';
import { documentsOf } from './journal.ts';
import { TestLog, type StreamId } from './log.ts';
import { orderUntil } from './orders.ts';
import { returnEvents } from './returns.ts';
import { quoteEvents } from './sales-quotes.ts';
import { subscriptionEvents } from './subscriptions.ts';
import { shiftEvents } from './till-shifts.ts';

/** Streams of every kind and of two organisations that use the same ids, their events taken in turns. */
export const mixedLog = async (): Promise<TestLog> => {
  const streams: readonly (readonly [StreamId, readonly DomainEvent[]])[] = [
    ...['demo', 'other'].flatMap((organization): readonly (readonly [StreamId, readonly DomainEvent[]])[] => [
      [
        ['cart', organization, 'c1'],
        [created('c1'), added('c1', 'L1'), added('c1', 'L2')],
      ],
      [['order', organization, 'o1'], orderUntil('o1')],
      [['documents', organization, 'o1'], documentsOf(orderUntil('o1'))],
      [['order', organization, 'o2'], orderUntil('o2', 'pick')],
      [['return', organization, 'r1'], returnEvents('r1')],
      [['credit', organization, accountOf('c1')], creditEvents(accountOf('c1'))],
      [['quote', organization, 'q1'], quoteEvents('q1')],
      [['subscription', organization, 's1'], subscriptionEvents('s1')],
      [['shift', organization, 'shift-1'], shiftEvents()],
      [['pos', organization, 'pos-1'], soldAndVoided()],
      [['promotion', organization, defined.data.promotionId], [defined]],
      [['order', organization, 'o3'], orderUntil('o3', 'reserve')],
    ]),
    [['order', 'demo', 'o4'], orderUntil('o4', 'dispatch')],
    [['order', 'demo', 'o5'], orderUntil('o5', 'assign')],
  ];
  const log = new TestLog();
  const longest = Math.max(...streams.map(([, events]) => events.length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const [stream, events] of streams) await log.add(stream, ...events.slice(turn, turn + 1));
  }
  return log;
};
