import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  assignAll,
  at,
  backToSender,
  captured,
  cash,
  created,
  deliver,
  dispatch,
  event,
  everything,
  fail,
  given,
  l1,
  l2,
  pack,
  pay,
  pick,
  place,
  placed,
  processing,
  readyToShip,
  refund,
  refundFailed,
  ship,
  shipped,
  stateOf,
  statusOf,
  twoCreated,
  twoShipped,
} from './orders.ts';

const withVariants = [
  { lineId: 'L1', quantity: 2000, variantId: 'variant-L1' },
  { lineId: 'L2', quantity: 3000, variantId: 'variant-L2' },
];

const back = after(shipped, backToSender());

const windowEnd = '2026-03-31T12:00:00.000Z';

describe('a shipment that goes back to its sender', () => {
  const linesCancelled = (
    status: 'shipped' | 'delivered' | 'cancelled',
    [lines, amount]: readonly [typeof everything, number],
    returnWindowEndsAt: string | null = null,
  ) => event('OrderLinesCancelled', status, { lines, amount, reason: 'undeliverable', returnWindowEndsAt });

  const returnedToSender = (lines: typeof withVariants, stockManaged = true) =>
    event('ShipmentReturnedToSender', 'shipped', { shipmentId: 'o1.S1', lines, stockManaged });

  const givenBack = (amount: number, status: 'shipped' | 'delivered' | 'cancelled') =>
    event('RefundRequested', status, {
      refundId: 'RTS',
      paymentId: 'o1.P1',
      amount,
      method: 'original_payment',
      cause: 'undeliverable',
      returnId: null,
    });

  it('cancels and refunds its lines', () => {
    given(twoShipped)
      .when(backToSender())
      .then([
        returnedToSender([withVariants[0]!]),
        linesCancelled('shipped', [[l1(2000)], 2000]),
        givenBack(2000, 'shipped'),
      ]);
  });

  it('leaves an order delivered whose rest was delivered', () => {
    const history = given(after(twoShipped, deliver('o1.S2'), fail()))
      .when(backToSender())
      .then([
        returnedToSender([withVariants[0]!]),
        linesCancelled('delivered', [[l1(2000)], 2000], windowEnd),
        givenBack(2000, 'delivered'),
      ]);
    assert.equal(stateOf(history).deliveredAt, at);
    assert.deepEqual(allowedActions(stateOf(history)), ['refund', 'request_return']);
  });

  it('leaves an order shipped whose rest is under way, and delivered with it', () => {
    const history = after(twoShipped, backToSender());
    assert.equal(statusOf(history), 'shipped');
    assert.equal(statusOf(after(history, deliver('o1.S2'))), 'delivered');
  });

  it('ends an order of which nothing was deliverable, with all of its money', () => {
    given(shipped)
      .when(backToSender())
      .then([
        returnedToSender(withVariants),
        linesCancelled('cancelled', [everything, 3000]),
        event('OrderCancelled', 'cancelled', {
          reason: 'undeliverable',
          cancelledBy: 'process:orders',
          approvedBy: null,
          reservationId: null,
        }),
        givenBack(3500, 'cancelled'),
      ]);
  });

  it('ends an order on terms by giving the promise up', () => {
    const onTerms = after(
      [],
      { ...place, reservationExpiresAt: null },
      pay({ settlement: 'terms' }),
      assignAll,
      pick(),
      pack(),
      ship(),
      dispatch(),
    );
    const events = given(onTerms).when(backToSender()).events();
    assert.deepEqual(events[0], returnedToSender(withVariants, false));
    assert.deepEqual(events.slice(3), [event('PaymentVoided', 'cancelled', { paymentId: 'o1.P1' })]);
  });

  it('refunds nothing that was not captured, and no more than goodwill left', () => {
    const onTerms = after(
      placed,
      pay({ settlement: 'terms' }),
      assignAll,
      pick(),
      pack(),
      ship([l1(2000)]),
      dispatch(),
    );
    assert.deepEqual(
      given(onTerms)
        .when(backToSender())
        .events()
        .map(({ type }) => type),
      ['ShipmentReturnedToSender', 'OrderLinesCancelled'],
    );
    const kind = given(after(twoShipped, refund({ amount: 3000 })))
      .when(backToSender())
      .events();
    assert.deepEqual(kind[2], givenBack(500, 'shipped'));
    const kinder = given(after(twoShipped, refund({ amount: 3500 })))
      .when(backToSender())
      .events();
    assert.equal(kinder.length, 2);
  });

  it('refunds nothing while what is still delivered costs more than came', () => {
    const half = after(
      placed,
      cash({ amount: 1000 }),
      pay({ paymentId: 'o1.P2', amount: 2500, settlement: 'terms' }),
      assignAll,
      pick(),
      pack(),
      ship([l1(2000)]),
      dispatch(),
    );
    assert.equal(given(half).when(backToSender()).events().length, 2);
  });

  it('does not give back again what went back as too much', () => {
    const over = after(placed, pay(), captured('o1.P1', 3600), assignAll, pick(), pack(), ship([l1(2000)]), dispatch());
    const [, , back] = given(over).when(backToSender()).events();
    assert.equal(back?.type === 'RefundRequested' && back.data.amount, 2000);
    const [, , more] = given(after(over, refundFailed('o1.P1.R1')))
      .when(backToSender())
      .events();
    assert.equal(more?.type === 'RefundRequested' && more.data.amount, 2100);
  });

  it('gives each shipment back once', () => {
    const three = after(readyToShip, ship([l1(2000)]), ship([l2(1000)]), ship(), dispatch(), dispatch('o1.S2'));
    const [, , back] = given(after(three, backToSender())).when(backToSender('o1.S2', 'RTS2')).events();
    assert.equal(back?.type === 'RefundRequested' && back.data.amount, 334);
  });

  it('gives each unit of a line back to the cent', () => {
    const halves = after(readyToShip, ship([l1(2000), l2(1000)]), ship(), dispatch(), dispatch('o1.S2'));
    const first = given(halves).when(backToSender()).events();
    assert.deepEqual(first[1]?.type === 'OrderLinesCancelled' && first[1].data.amount, 2334);
    const second = given([...halves, ...first])
      .when(backToSender('o1.S2', 'RTS2'))
      .events();
    assert.deepEqual(second[1]?.type === 'OrderLinesCancelled' && second[1].data.amount, 666);
    assert.equal(second[2]?.type, 'OrderCancelled');
    const paidBack = [...first, ...second].map((one) => (one.type === 'RefundRequested' ? one.data.amount : 0));
    assert.equal(
      paidBack.reduce((a, b) => a + b, 0),
      3500,
    );
  });

  it('keeps the order where it was while other lines are worked on', () => {
    const working = after(processing, pick([l1(1000)]), pack(), ship(), dispatch());
    assert.equal(statusOf(after(working, backToSender())), 'processing');
    const ready = after(twoCreated, dispatch(), backToSender());
    assert.equal(statusOf(ready), 'ready_to_ship');
    assert.equal(statusOf(after(ready, dispatch('o1.S2'), deliver('o1.S2'))), 'delivered');
  });

  it('is done once', () => {
    given(back).when(backToSender('o1.S1', 'other')).then([]);
    given(after(twoShipped, backToSender())).when(backToSender()).then([]);
  });

  it('was under way', () => {
    given(created).when(backToSender()).then({ kind: 'wrong_state', code: 'shipment_not_dispatched' });
    given(after(twoShipped, deliver()))
      .when(backToSender())
      .then({ kind: 'wrong_state', code: 'shipment_closed', details: { status: 'delivered' } });
    given(shipped).when(backToSender('o1.S2')).then({ kind: 'not_found', code: 'unknown_shipment' });
  });
});
