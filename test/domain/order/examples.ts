import type { OrderEvent } from '../../../domain/order/events.ts';
import {
  after,
  askExchange,
  askReturn,
  backToSender,
  cancel,
  cancelTask,
  cancelled,
  closeWindow,
  fail,
  failed,
  confirmed,
  authorized,
  delivered,
  fraud,
  l1,
  l2,
  labelFailed,
  labelled,
  notReserved,
  pay,
  paymentPending,
  placed,
  processing,
  refund,
  refundFailed,
  refundReturn,
  refunded,
  returnReceived,
  returnRejected,
  ship,
  shipped,
  submitted,
  readyToShip,
  track,
} from './orders.ts';

interface Example {
  readonly event: OrderEvent;
  /** What came before it. */
  readonly history: readonly OrderEvent[];
}

/** Together they hold every type of event. */
const histories: readonly (readonly OrderEvent[])[] = [
  refunded,
  cancelled,
  after(placed, pay({ reference: 'pi_1' }), authorized(), failed()),
  after(placed, notReserved),
  after(placed, pay({ settlement: 'terms', method: 'credit_terms' }), cancel()),
  after(paymentPending, cancel()),
  after(confirmed, refund(), refundFailed()),
  after(processing, cancelTask()),
  after(shipped, track(), fail(), backToSender()),
  after(delivered, askReturn([l1(1000), l2(350)]), returnRejected()),
  after(placed, pay({ screening: { policy: fraud, recentPayments: 0 } }), submitted()),
  after(readyToShip, { ...ship(), trackingNumber: null, labelUrl: null }, labelFailed(), labelled()),
  after(delivered, closeWindow()),
  after(
    delivered,
    askExchange([l1(1000)]),
    returnReceived([l1(1000)]),
    refundReturn('RR', 'r1', { method: 'exchange' }),
  ),
];

/** An example of every type of event, as the decider makes it: the first of its type. */
export const examples: ReadonlyMap<OrderEvent['type'], Example> = new Map(
  histories
    .toReversed()
    .flatMap((events) =>
      events.map((event, index) => [event.type, { event, history: events.slice(0, index) }] as const).toReversed(),
    ),
);
