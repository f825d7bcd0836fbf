import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import type { OrderPlaced } from '../../../domain/order/events.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { accepted, address, refused } from '../../support/test-engine.ts';
import { exchangeFixture, orderId, returnId, type ExchangeFixture } from './exchange-fixture.ts';

const exchanged = async (fixture: ExchangeFixture, wanted: number, back = 1): Promise<string> => {
  await fixture.deliver();
  accepted(await fixture.ask(wanted, back));
  await fixture.receive();
  accepted(await fixture.refund());
  return fixture.replacementId();
};

describe('an exchange', () => {
  it('for goods of the same price is paid by what came back', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1);
    await fixture.work(2);
    assert.deepEqual(await fixture.types(replacement), [
      'OrderPlaced',
      'PaymentStarted',
      'PaymentSubmitted',
      'PaymentCaptured',
      'OrderConfirmed',
    ]);
    assert.deepEqual(await fixture.statement(), [
      ['CreditIssued', 1100, 1100],
      ['CreditRedeemed', 1100, 0],
    ]);
    const [first] = fixture.log.all().filter(({ stream }) => stream === `order-demo/${replacement}`);
    const placed = first!.data as OrderPlaced['data'];
    const { orderNumber, orderType, customerId, exchangeOf, personal, paymentMethod, quote } = placed;
    assert.deepEqual(
      { orderNumber, orderType, customerId, exchangeOf, paymentMethod, personal },
      {
        orderNumber: 'ORD-2026-000002',
        orderType: 'online',
        customerId: 'c1',
        exchangeOf: { orderId, returnId },
        paymentMethod: 'cash',
        personal: { name: 'Ana', shippingAddress: address },
      },
    );
    assert.deepEqual([quote.shipping, quote.totals.total], [null, 1100]);
    assert.equal(placed.reservationExpiresAt, addDays(fixture.clock.now(), 7));
  });

  it('for dearer goods leaves the difference to the buyer', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 3);
    await fixture.work();
    const { status, payments, totals } = await fixture.order(replacement);
    assert.deepEqual(
      [status, totals.total, payments.map(({ captured }) => captured)],
      ['payment_pending', 3300, [1100]],
    );
    const rest = { method: 'cash', methodId: null, amount: 2200, currency: 'USD' } as const;
    assert.equal(accepted(await fixture.engine.orders.pay(contextFor('rest'), replacement, rest)).status, 'confirmed');
    await fixture.work();
  });

  it('for cheaper goods pays the difference back the way it came', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1, 2);
    await fixture.work();
    assert.equal((await fixture.order(replacement)).status, 'confirmed');
    const { status, refunds } = await fixture.order();
    assert.deepEqual(
      [status, refunds.map(({ amount, method }) => [amount, method])],
      [
        'refunded',
        [
          [1100, 'store_credit'],
          [1100, 'original_payment'],
        ],
      ],
    );
  });

  it('of a guest is paid from the account of their order', async () => {
    const fixture = exchangeFixture();
    await fixture.deliver(null);
    accepted(await fixture.ask(1));
    await fixture.receive();
    accepted(await fixture.refund());
    await fixture.work();
    const { status, customerId } = await fixture.order(await fixture.replacementId());
    assert.deepEqual([status, customerId], ['confirmed', null]);
    assert.deepEqual(await fixture.statement(`USD.order.${orderId}`), [
      ['CreditIssued', 1100, 1100],
      ['CreditRedeemed', 1100, 0],
    ]);
  });

  it('that is paid back in cash after all replaces nothing', async () => {
    const fixture = exchangeFixture();
    await fixture.deliver();
    accepted(await fixture.ask(1));
    await fixture.receive();
    accepted(await fixture.refund('refund', 'cash'));
    await fixture.work();
    assert.deepEqual([await fixture.types(await fixture.replacementId()), await fixture.statement()], [[], []]);
  });

  it('gives the credit back when the goods are gone by then', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1);
    await fixture.work();
    const at = fixture.clock.now();
    const gone = { type: 'RecordStockReservationFailed', shortfalls: [{ variantId: 'v2', available: 0 }], at } as const;
    accepted(await fixture.handlers.order.handle(replacement, contextFor('gone'), gone));
    await fixture.work();
    assert.deepEqual((await fixture.statement()).at(-1), ['CreditRestored', 1100, 1100]);
    assert.equal((await fixture.order(replacement)).status, 'cancelled');
  });

  it('is placed by whichever is heard of first, its credit or itself', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1);
    const heard = ['CreditIssued', 'OrderReturnExchanged'].map((type) =>
      fixture.log.all().find((event) => event.type === type),
    );
    for (const event of heard) await fixture.exchange(event!);
    assert.equal((await fixture.order(replacement)).status, 'confirmed');
    assert.equal((await fixture.types(replacement)).filter((type) => type === 'OrderPlaced').length, 1);
  });

  it('takes no more credit than is still due', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1);
    await fixture.exchange(fixture.log.all().find(({ type }) => type === 'OrderReturnExchanged')!);
    const cash = { method: 'cash', methodId: null, amount: 600, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('part'), replacement, cash));
    await fixture.work(2);
    assert.deepEqual(await fixture.statement(), [
      ['CreditIssued', 1100, 1100],
      ['CreditRedeemed', 500, 600],
    ]);
    assert.equal((await fixture.order(replacement)).status, 'confirmed');
  });

  it('leaves credit that can no longer be used to the buyer', async () => {
    const fixture = exchangeFixture();
    const replacement = await exchanged(fixture, 1);
    const refundedAt = fixture.log.all().find(({ type }) => type === 'OrderReturnExchanged')!;
    await fixture.exchange(refundedAt);
    const cash = { method: 'cash', methodId: null, amount: 1100, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('impatient'), replacement, cash));
    await fixture.work(2);
    assert.deepEqual(await fixture.statement(), [['CreditIssued', 1100, 1100]]);
    assert.equal((await fixture.order(replacement)).payments.length, 1);
  });
});

describe('asking for an exchange', () => {
  it('is refused as a direct order would be', async () => {
    const fixture = exchangeFixture({ inventory: new InMemoryInventory({ v1: 100_000, v2: 1000 }) });
    await fixture.deliver();
    assert.deepEqual(refused(await fixture.ask(2)), { kind: 'rule', code: 'insufficient_stock' });
    const items = [{ lineId: 'L1', quantity: 1000, reasonDetail: null }];
    const ask = (name: string, changes: object) =>
      fixture.engine.orders.requestReturn(contextFor(name), orderId, {
        reason: 'no',
        refundMethod: 'exchange',
        items,
        ...changes,
      });
    const unknown = { exchangeItems: [{ variantId: 'v9', quantity: 1000 }] };
    assert.deepEqual(refused(await ask('unknown', unknown)), { kind: 'not_found', code: 'variant_not_found' });
    assert.deepEqual(refused(await ask('nothing', {})), { kind: 'rule', code: 'exchange_items_required' });
    const v2 = [{ variantId: 'v2', quantity: 1000 }];
    assert.deepEqual(refused(await ask('cash', { refundMethod: 'cash', exchangeItems: v2 })), {
      kind: 'rule',
      code: 'exchange_items_unexpected',
    });
    assert.equal(fixture.orderNumbers.given, 1, 'no number is taken for what is refused');
    assert.deepEqual(
      refused(
        await fixture.engine.orders.requestReturn(contextFor('no order'), 'none', {
          reason: 'no',
          refundMethod: 'exchange',
          items,
          exchangeItems: v2,
        }),
      ),
      { kind: 'not_found', code: 'order_not_found' },
    );
  });

  it('takes one number, however often it comes', async () => {
    const fixture = exchangeFixture();
    await fixture.deliver();
    const [first, again] = [await fixture.ask(1), await fixture.ask(1)];
    assert.deepEqual(accepted(again), accepted(first));
    assert.equal(fixture.orderNumbers.given, 2);
  });
});

describe('an exchange that is interrupted', () => {
  /** Asked for and received by a process; refunded by another one that leaves the rest to the background. */
  const refundedOnly = async (): Promise<InMemoryEventStore> => {
    const log = new InMemoryEventStore();
    const first = exchangeFixture({ log });
    await first.deliver();
    accepted(await first.ask(1));
    await first.receive();
    accepted(await exchangeFixture({ log, process: 1, inline: false }).refund());
    return log;
  };

  /** Its background ends with one append, which was stored or was not; how many it came to. */
  const cutAt = async (log: InMemoryEventStore, dies: number, stored: boolean): Promise<number> => {
    let appends = 0;
    const meddling: Meddling = {
      beforeAppend: () => {
        appends += 1;
        if (appends !== dies) return Promise.resolve();
        if (!stored) return Promise.reject(new EventStoreUnavailableError('cut'));
        meddling.loseNextAnswer = true;
        return Promise.resolve();
      },
    };
    const dying = exchangeFixture({ log, store: meddlingEventStore(log, meddling), process: 2 });
    await dying.work().catch((error: unknown) => {
      assert.ok(error instanceof EventStoreUnavailableError);
    });
    return appends;
  };

  for (const stored of [false, true]) {
    it(`by an append that was ${stored ? '' : 'not '}stored is one order that is paid once in the end`, async () => {
      let dies = 0;
      let appends: number;
      do {
        dies += 1;
        const log = await refundedOnly();
        appends = await cutAt(log, dies, stored);
        const next = exchangeFixture({ log, process: 3 });
        await next.work(2);
        const { status, payments } = await next.order(await next.replacementId());
        assert.deepEqual([status, payments.map(({ captured }) => captured)], ['confirmed', [1100]], `cut at ${dies}`);
        assert.deepEqual(await next.statement(), [
          ['CreditIssued', 1100, 1100],
          ['CreditRedeemed', 1100, 0],
        ]);
        assert.equal(log.all().filter(({ type }) => type === 'OrderPlaced').length, 2);
      } while (appends >= dies);
      assert.ok(dies > 6, 'it was cut at every step');
    });
  }
});
