import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import type { UsageLimits } from '../../../domain/shared/pricing/price-quote.ts';
import { couponPromotionId } from '../../../domain/shared/pricing/promotion.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { CountingOrderNumbers } from '../../support/port-doubles.ts';
import { fixed } from '../../support/promotions.ts';
import { accepted, deliveryTo, filledCart, refused } from '../../support/test-engine.ts';
import { allowancesFixture, type AllowancesFixture } from './allowances-fixture.ts';

const limited = (code: string, usage: Partial<UsageLimits> = {}) =>
  fixed(code, 500, { usage: { limit: 1, limitPerCustomer: null, ...usage } });

const last = couponPromotionId('LAST');
const other = couponPromotionId('OTHER');

/** A cart of 60.00 with these codes on it. */
const cartWith = async (
  fixture: AllowancesFixture,
  name: string,
  codes: readonly string[],
  customerId: string | null = 'c1',
) => {
  const cartId = await filledCart(fixture, name, customerId);
  for (const code of codes)
    accepted(await fixture.engine.carts.applyCoupon(contextFor(`${name} ${code}`), cartId, { code }));
  return cartId;
};

const checkOut = (fixture: AllowancesFixture, cartId: string, name: string, now?: string) =>
  fixture.engine.carts.checkOut(contextFor(`check out ${name}`, now === undefined ? {} : { now }), {
    cartId,
    ...deliveryTo,
  });

const exhausted = { kind: 'rule', code: 'promotion_exhausted' };

describe('a promotion whose uses are counted', () => {
  it('is used by the order that is placed with it, and by no other', async () => {
    const fixture = allowancesFixture({ promotions: [limited('LAST')] });
    const first = await cartWith(fixture, 'first', ['LAST']);
    const second = await cartWith(fixture, 'second', ['LAST']);
    accepted(await checkOut(fixture, first, 'check out'));
    await fixture.settleAll();
    const uses = [
      ['AllowanceHeld', first],
      ['AllowanceConfirmed', first],
    ];
    assert.deepEqual(await fixture.usesOf(last), uses);
    const late = await checkOut(fixture, second, 'late');
    assert.deepEqual(!late.ok && late.rejection, {
      ...exhausted,
      message: 'LAST is used up: order without it',
      details: { code: 'LAST', promotion_id: last, left: 0, left_to_customer: null },
    });
    await fixture.settleAll(2);
    assert.deepEqual(await fixture.usesOf(last), uses);
    accepted(await fixture.engine.carts.removeCoupon(contextFor('without'), second, 'LAST'));
    assert.equal(accepted(await checkOut(fixture, second, 'again')).discounts.length, 0);
    assert.equal(fixture.orderNumbers.given, 2);
  });

  it('is used as often as it may be by each customer', async () => {
    const fixture = allowancesFixture({ promotions: [limited('LAST', { limit: null, limitPerCustomer: 1 })] });
    accepted(await checkOut(fixture, await cartWith(fixture, 'one', ['LAST']), 'one'));
    const again = await checkOut(fixture, await cartWith(fixture, 'two', ['LAST']), 'two');
    assert.deepEqual(!again.ok && [again.rejection.message, again.rejection.details], [
      'LAST was used by this customer as often as may be: order without it',
      { code: 'LAST', promotion_id: last, left: null, left_to_customer: 0 },
    ]);
    accepted(await checkOut(fixture, await cartWith(fixture, 'three', ['LAST'], 'c2'), 'three'));
  });

  it('goes to one of 100 carts that are checked out at once, and nothing is lost to the others', async function () {
    this.timeout(20_000);
    const log = new InMemoryEventStore();
    const orderNumbers = new CountingOrderNumbers();
    const fixtures = [0, 1].map((process) =>
      allowancesFixture({ log, process, orderNumbers, promotions: [limited('LAST', { limit: 3 })] }),
    );
    const [here, there] = fixtures as [AllowancesFixture, AllowancesFixture];
    for (const name of ['before', 'and before'])
      accepted(await checkOut(here, await cartWith(here, name, ['LAST']), name));
    const carts: string[] = [];
    for (let n = 0; n < 100; n += 1) carts.push(await cartWith(here, `cart ${n}`, ['LAST'], `customer-${n}`));

    const outcomes = await Promise.all(
      carts.map((cartId, n) => checkOut(n % 2 === 0 ? here : there, cartId, `race ${n}`)),
    );

    const winners = outcomes.flatMap((outcome) => (outcome.ok ? [accepted(outcome)] : []));
    assert.equal(winners.length, 1);
    for (const outcome of outcomes) if (!outcome.ok) assert.deepEqual(refused(outcome), exhausted);
    assert.deepEqual(
      winners[0]?.discounts.map(({ code, amount }) => [code, amount]),
      [['LAST', 500]],
    );
    assert.equal(orderNumbers.given, 3);
    assert.equal(log.all().filter(({ type }) => type === 'OrderPlaced').length, 3);
    await here.settleAll();
    assert.deepEqual((await here.usesOf(last)).map(([type]) => type).sort(), [
      ...Array.from({ length: 3 }, () => 'AllowanceConfirmed'),
      ...Array.from({ length: 3 }, () => 'AllowanceHeld'),
    ]);

    const [loser] = carts.filter((cartId) => cartId !== winners[0]?.orderId);
    accepted(await here.engine.carts.removeCoupon(contextFor('without'), loser!, 'LAST'));
    assert.equal(accepted(await checkOut(there, loser!, 'without it')).discounts.length, 0);
  });

  it('is used once by one cart that two processes check out at once', async () => {
    const log = new InMemoryEventStore();
    const [here, there] = [0, 1].map((process) => allowancesFixture({ log, process, promotions: [limited('LAST')] }));
    const cartId = await cartWith(here!, 'cart', ['LAST']);
    const orders = (await Promise.all([checkOut(here!, cartId, 'here'), checkOut(there!, cartId, 'there')])).map(
      (outcome) => accepted(outcome),
    );
    assert.deepEqual(orders[0], orders[1]);
    await here!.settleAll();
    assert.deepEqual(await here!.usesOf(last), [
      ['AllowanceHeld', cartId],
      ['AllowanceConfirmed', cartId],
    ]);
  });

  it('is given back if another one of the same order is used up', async () => {
    const fixture = allowancesFixture({ promotions: [limited('LAST'), limited('OTHER')] });
    accepted(await checkOut(fixture, await cartWith(fixture, 'first', ['OTHER']), 'first'));
    const both = await cartWith(fixture, 'both', ['LAST', 'OTHER']);
    assert.deepEqual(refused(await checkOut(fixture, both, 'both')), exhausted);
    assert.deepEqual(refused(await checkOut(fixture, both, 'both')), exhausted, 'the same call again');
    const uses = (await fixture.usesOf(last)).map(([type]) => type);
    assert.deepEqual(uses, ['AllowanceHeld', 'AllowanceReleased', 'AllowanceHeld', 'AllowanceReleased']);
    accepted(await fixture.engine.carts.removeCoupon(contextFor('without'), both, 'OTHER'));
    accepted(await checkOut(fixture, both, 'one of both'));
    await fixture.settleAll();
    assert.deepEqual((await fixture.usesOf(last)).slice(4), [
      ['AllowanceHeld', both],
      ['AllowanceConfirmed', both],
    ]);
    assert.deepEqual((await fixture.usesOf(other)).length, 2);
  });

  it('is free again once the time is over of an order that was never placed', async () => {
    const log = new InMemoryEventStore();
    const isCart = (stream: string): boolean => stream.startsWith('cart-');
    let isCut = false;
    const store = meddlingEventStore(log, {
      beforeAppend: (stream) =>
        isCut && isCart(stream) ? Promise.reject(new EventStoreUnavailableError('cut')) : Promise.resolve(),
    });
    const fixture = allowancesFixture({ log, store, promotions: [limited('LAST')] });
    const [crashed, next] = [await cartWith(fixture, 'crashed', ['LAST']), await cartWith(fixture, 'next', ['LAST'])];
    isCut = true;
    await assert.rejects(checkOut(fixture, crashed, 'crash'), EventStoreUnavailableError);
    isCut = false;
    assert.deepEqual(refused(await checkOut(fixture, next, 'early', '2026-11-23T15:14:59.999Z')), exhausted);
    accepted(await checkOut(fixture, next, 'in time', '2026-11-23T15:15:00.000Z'));
    const late = await checkOut(fixture, crashed, 'crash', '2026-11-23T15:15:00.000Z');
    assert.deepEqual(refused(late), exhausted);
  });

  it('is held for the same order only once, however often that is tried', async () => {
    const log = new InMemoryEventStore();
    let cuts = 2;
    const store = meddlingEventStore(log, {
      beforeAppend: (stream) => {
        if (!stream.startsWith('order-') || cuts === 0) return Promise.resolve();
        cuts -= 1;
        return Promise.reject(new EventStoreUnavailableError('cut'));
      },
    });
    const fixture = allowancesFixture({ log, store, promotions: [limited('LAST')] });
    const place = () =>
      fixture.engine.orders.place(contextFor('direct'), {
        orderType: 'phone',
        customerId: 'c1',
        items: [{ variantId: 'v1', quantity: 6000 }],
        couponCodes: ['last'],
        shippingMethod: 'standard',
        paymentMethod: 'cash',
      });
    await assert.rejects(place(), EventStoreUnavailableError);
    await assert.rejects(place(), EventStoreUnavailableError);
    const orderId = commandIdOf('direct');
    assert.equal(accepted(await place()).orderId, orderId);
    assert.equal(accepted(await place()).orderId, orderId);
    await fixture.settleAll(2);
    assert.deepEqual(await fixture.usesOf(last), [
      ['AllowanceHeld', orderId],
      ['AllowanceConfirmed', orderId],
    ]);
  });

  it('is free again when its order is cancelled, and only once', async () => {
    const fixture = allowancesFixture({ promotions: [limited('LAST')] });
    const cartId = await cartWith(fixture, 'first', ['LAST']);
    accepted(await checkOut(fixture, cartId, 'first'));
    const reason = { reason: 'changed my mind', approvedBy: null };
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), cartId, reason));
    await fixture.settleAll(2);
    assert.deepEqual(
      (await fixture.usesOf(last)).map(([type]) => type),
      ['AllowanceHeld', 'AllowanceConfirmed', 'AllowanceReleased'],
    );
    accepted(await checkOut(fixture, await cartWith(fixture, 'second', ['LAST']), 'second'));
  });
});
