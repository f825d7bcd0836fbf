import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { maxMinor } from '../../../domain/shared/money.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { product } from '../../support/port-doubles.ts';
import { consumingFixture, messageOf, run, runWell } from './consuming-fixture.ts';

const price = (unit_price: number, others: object = {}) => ({
  organization_id: 'demo',
  variant_id: 'v1',
  unit_price,
  currency: 'USD',
  ...others,
});
const heavyContext = contextFor('heavy');
const later = '2026-11-23T16:00:00.000Z';

describe('news of prices', () => {
  for (const key of ['product.price_updated', 'catalog.variant.updated']) {
    it(`reach every open cart by ${key}, at the time that they tell`, async () => {
      const fixture = consumingFixture();
      const carts = [await fixture.openCart('one'), await fixture.openCart('two')];
      await runWell(fixture, messageOf(key, price(12.5, { occurred_at: '2026-11-23T13:00:00-03:00', more: 1 })));
      for (const cartId of carts) {
        assert.deepEqual(fixture.typesOf(cartId), ['CartItemRepriced']);
        assert.deepEqual(fixture.lastData(cartId), { cartId, lineIds: ['L1'], unitPrice: 1250, repricedAt: later });
      }
      const { metadata } = fixture.store.all().at(-1)!;
      assert.deepEqual(
        [metadata.actor.subject, metadata.correlation_id, metadata.recorded_at],
        ['process:consumer', 'message-1', '2026-11-23T15:00:00.000Z'],
      );
    });
  }

  it('come once, however often they come', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const first = messageOf('product.price_updated', price(12), { messageId: 'a', sentAt: later });
    await runWell(fixture, first);
    await runWell(fixture, messageOf('product.price_updated', price(10), { messageId: 'b', sentAt: later }));
    await runWell(fixture, first);
    assert.deepEqual(fixture.typesOf(cartId), ['CartItemRepriced', 'CartItemRepriced']);
    assert.deepEqual(fixture.lastData(cartId), { cartId, lineIds: ['L1'], unitPrice: 1000, repricedAt: later });
  });

  it('are as of when they were sent, or of now, if they do not say', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const repricedAt = () => (fixture.lastData(cartId) as { readonly repricedAt: string }).repricedAt;
    await runWell(fixture, messageOf('product.price_updated', price(12), { messageId: 'a' }));
    assert.equal(repricedAt(), '2026-11-23T15:00:00.000Z');
    await runWell(fixture, messageOf('product.price_updated', price(13), { messageId: 'b', sentAt: later }));
    assert.equal(repricedAt(), later);
    await runWell(fixture, messageOf('product.price_updated', price(14), { messageId: 'c' }));
    assert.equal(fixture.typesOf(cartId).length, 2, 'older news');
  });

  it('reach more carts than a page holds, and one refusal keeps them from no other', async () => {
    const fixture = consumingFixture();
    for (let n = 0; n < 120; n += 1) await fixture.openCart(`cart ${n}`);
    const heavy = fixture.cartIds[60]!;
    assert.ok((await fixture.engine.carts.changeItem(heavyContext, heavy, 'L1', { quantity: 2_000_000 })).ok);
    assert.deepEqual(await run(fixture, messageOf('product.price_updated', price(maxMinor / 100))), {
      ok: false,
      reason: 'amount_too_large: a cart is worth at most 10000000000.00 USD',
    });
    const reached = fixture.cartIds.filter((cartId) => fixture.typesOf(cartId).includes('CartItemRepriced'));
    assert.deepEqual(
      reached,
      fixture.cartIds.filter((cartId) => cartId !== heavy),
    );
  });

  it('ask the Catalog anew where they do not tell the price', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    fixture.products.set('v1', product('v1', { unitPrice: 900 }));
    await runWell(fixture, messageOf('catalog.variant.updated', { organization_id: 'demo', variant_id: 'v1' }));
    assert.deepEqual(fixture.asked, ['v1']);
    assert.equal((fixture.lastData(cartId) as { readonly unitPrice: number }).unitPrice, 900);
    const variants = [{ variant_id: 'gone' }, { variant_id: 'v1', unit_price: 8, currency: 'USD' }];
    const changed = { organization_id: 'demo', variants };
    await runWell(fixture, messageOf('catalog.product.updated', changed, { messageId: 'message-2' }));
    assert.deepEqual(fixture.asked, ['v1', 'gone']);
    assert.equal((fixture.lastData(cartId) as { readonly unitPrice: number }).unitPrice, 800);
    await runWell(fixture, messageOf('catalog.product.updated', { organization_id: 'demo' }));
  });

  it('stay in their organisation', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    await runWell(fixture, messageOf('product.price_updated', price(12, { organization_id: 'other' })));
    assert.deepEqual(fixture.typesOf(cartId), []);
  });

  it('are told again when the log is out of reach', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const append = fixture.store.append.bind(fixture.store);
    fixture.store.append = () => Promise.reject(new EventStoreUnavailableError());
    const message = messageOf('product.price_updated', price(12));
    await assert.rejects(run(fixture, message), EventStoreUnavailableError);
    fixture.store.append = append;
    await runWell(fixture, message);
    assert.deepEqual(fixture.typesOf(cartId), ['CartItemRepriced']);
  });
});

describe('news of stock', () => {
  const stock = (available?: number | boolean) => ({
    organization_id: 'demo',
    variant_id: 'v1',
    ...(available === undefined ? {} : { available }),
  });

  it('mark open carts, and take the mark away', async () => {
    const fixture = consumingFixture();
    const cartId = await fixture.openCart('one');
    const told = async (key: string, body: object): Promise<unknown> => {
      await runWell(fixture, messageOf(key, body, { messageId: `message-${fixture.store.all().length}` }));
      return (fixture.lastData(cartId) as { readonly available: boolean }).available;
    };
    assert.equal(await told('inventory.stock.depleted', stock()), false);
    assert.equal(await told('inventory.stock.updated', stock(2.5)), true);
    assert.equal(await told('inventory.stock.updated', stock(0)), false);
    assert.equal(await told('inventory.stock.updated', stock(true)), true);
    assert.equal(await told('inventory.stock.updated', stock(-3)), false);
    assert.equal(fixture.typesOf(cartId).length, 5);
  });
});
