import assert from 'node:assert/strict';
import {
  after,
  askExchange,
  askReturn,
  captured,
  cash,
  delivered,
  event,
  everything,
  fulfil,
  given,
  l1,
  offer,
  pay,
  place,
  placed,
  refund,
  refundFailed,
  refundReturn,
  refundSucceeded,
  returnReceived,
  stateOf,
  statusOf,
} from './orders.ts';

const byExchange = (refundId = 'RR') => refundReturn(refundId, 'r1', { method: 'exchange' });

const credit = {
  creditAccountId: 'GBP.customer.customer-1',
  customerId: 'customer-1',
  currency: 'GBP',
  exchangeOrderId: 'o2',
} as const;

const ofReturn = { paymentId: 'o1.P1', cause: 'return', returnId: 'r1' } as const;

const asked = (amount: number, status: 'delivered' | 'returned') =>
  event('RefundRequested', status, { ...ofReturn, refundId: 'RR', amount, method: 'store_credit', credit });

const paid = (refundId: string, amount: number, status: 'delivered' | 'returned') =>
  event('RefundSucceeded', status, { refundId, paymentId: 'o1.P1', amount, returnId: 'r1' });

const exchanged = (amount: number, status: 'delivered' | 'returned') =>
  event('OrderReturnExchanged', status, { returnId: 'r1', exchange: offer, credit: amount });

describe('asking for other goods instead', () => {
  it('freezes what they were offered for', () => {
    const [requested] = given(delivered)
      .when(askExchange([l1(1000)]))
      .events();
    assert.ok(requested?.type === 'OrderReturnRequested');
    assert.deepEqual([requested.data.refundMethod, requested.data.exchange], ['exchange', offer]);
    const [returned] = stateOf([...delivered, requested]).returns;
    assert.deepEqual([returned?.exchange, returned?.exchanged], [offer, false]);
  });

  it('names the goods, and only then', () => {
    given(delivered)
      .when(askReturn([l1(1000)], { refundMethod: 'exchange' }))
      .then({ kind: 'rule', code: 'exchange_items_required' });
    given(delivered)
      .when(askReturn([l1(1000)], { refundMethod: 'cash', exchange: offer }))
      .then({ kind: 'rule', code: 'exchange_items_unexpected' });
  });
});

describe('refunding an exchange', () => {
  const half = after(delivered, askExchange([l1(1000)]), returnReceived([l1(1000)]));
  const whole = after(delivered, askExchange(everything), returnReceived(everything));

  it('gives all of it in credit for goods that cost more, and orders them', () => {
    const closed = given(half)
      .when(byExchange())
      .then([
        asked(1000, 'delivered'),
        paid('RR', 1000, 'delivered'),
        exchanged(1000, 'delivered'),
        event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 1000 }),
      ]);
    given(closed).when(byExchange()).then([]);
    assert.equal(stateOf(closed).returns[0]?.exchanged, true);
  });

  it('pays back the way it came what they cost less', () => {
    const history = given(whole)
      .when(byExchange())
      .then([
        asked(1200, 'returned'),
        paid('RR', 1200, 'returned'),
        event('RefundRequested', 'returned', {
          ...ofReturn,
          refundId: 'RR.2',
          amount: 1800,
          method: 'original_payment',
        }),
        exchanged(1200, 'returned'),
      ]);
    assert.equal(statusOf(after(history, refundSucceeded('RR.2'))), 'refunded');
  });

  it('numbers its refunds on over several payments, as each was captured', () => {
    const split = after(
      placed,
      cash({ amount: 1400 }),
      pay({ paymentId: 'o1.P2', amount: 2100 }),
      captured('o1.P2', 2100),
      ...fulfil,
      askExchange(everything),
      returnReceived(everything),
    );
    const refunds = given(split)
      .when(byExchange())
      .events()
      .flatMap(({ type, data }) => (type === 'RefundRequested' ? [data] : []))
      .map(({ refundId, paymentId, amount, method }) => [refundId, paymentId, amount, method]);
    assert.deepEqual(refunds, [
      ['RR', 'o1.P1', 480, 'store_credit'],
      ['RR.2', 'o1.P2', 720, 'store_credit'],
      ['RR.3', 'o1.P1', 720, 'original_payment'],
      ['RR.4', 'o1.P2', 1080, 'original_payment'],
    ]);
  });

  it('orders the goods once, and gives their credit once, whatever has to be paid again', () => {
    const failed = after(whole, byExchange(), refundFailed('RR.2'));
    given(failed)
      .when(byExchange('again'))
      .then([
        event('RefundRequested', 'returned', {
          ...ofReturn,
          refundId: 'again',
          amount: 1800,
          method: 'original_payment',
        }),
      ]);
  });

  it('may be with money after all: then nothing is ordered', () => {
    const types = (method: 'cash' | 'store_credit') =>
      given(half)
        .when(refundReturn('RR', 'r1', { method }))
        .events()
        .map(({ type, data }) => [type, 'credit' in data && data.credit]);
    const { creditAccountId, customerId, currency } = credit;
    const own = { creditAccountId, customerId, currency };
    assert.deepEqual(types('cash'), [
      ['RefundRequested', false],
      ['RefundSucceeded', false],
      ['OrderReturnRefunded', false],
    ]);
    assert.deepEqual(types('store_credit')[0], ['RefundRequested', own]);
  });

  it('gives what goodwill left, and orders the goods all the same', () => {
    given(after(half, refund({ amount: 3200 })))
      .when(byExchange())
      .then([
        asked(300, 'delivered'),
        paid('RR', 300, 'delivered'),
        exchanged(300, 'delivered'),
        event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 300 }),
      ]);
  });

  it('orders the goods of an order that is not paid yet, without credit', () => {
    const onTerms = after(
      [],
      place,
      pay({ method: 'credit_terms', settlement: 'terms' }),
      ...fulfil,
      askExchange([l1(1000)]),
      returnReceived([l1(1000)]),
    );
    given(onTerms)
      .when(byExchange())
      .then([
        exchanged(0, 'delivered'),
        event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'RR', amount: 0 }),
      ]);
  });

  it('of goods that cost nothing waits for it, to order the others', () => {
    const gift = {
      ...place,
      limits: { ...place.limits, minimumAmount: 0 },
      quote: {
        ...place.quote,
        lines: place.quote.lines.map((line) => ({ ...line, discount: line.subtotal, total: 0 })),
        discounts: [{ code: 'GIFT', kind: 'fixed' as const, amount: 3500 }],
        shipping: null,
        totals: { subtotal: 3500, discount: 3500, shipping: 0, tax: 0, total: 0 },
      },
    };
    const received = after([], gift, ...fulfil, askExchange(everything), returnReceived(everything));
    assert.equal(stateOf(received).returns[0]?.status, 'received');
    given(received)
      .when(byExchange())
      .then([
        exchanged(0, 'returned'),
        event('OrderReturnRefunded', 'refunded', { returnId: 'r1', refundId: 'RR', amount: 0 }),
      ]);
  });

  it('is none when nothing came back: the return is over', () => {
    const nothing = after(delivered, askExchange([l1(1000)]), returnReceived([]));
    assert.deepEqual(
      nothing.slice(-2).map(({ type }) => type),
      ['OrderReturnReceived', 'OrderReturnRefunded'],
    );
    given(nothing).when(byExchange()).then([]);
  });

  it('is refused where no goods were asked for', () => {
    given(after(delivered, askReturn([l1(1000)]), returnReceived([l1(1000)])))
      .when(byExchange())
      .then({ kind: 'rule', code: 'no_exchange_agreed' });
  });
});

describe('an order that replaces returned goods', () => {
  const exchangeOf = { orderId: 'o0', returnId: 'r0' };

  it('says so', () => {
    const history = after([], { ...place, exchangeOf });
    const [first] = history;
    assert.deepEqual(first?.type === 'OrderPlaced' && first.data.exchangeOf, exchangeOf);
    assert.deepEqual(stateOf(history).exchangeOf, exchangeOf);
  });
});
