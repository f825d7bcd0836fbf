import assert from 'node:assert/strict';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { catalogOf, product } from '../../support/port-doubles.ts';
import { percentage } from '../../support/promotions.ts';
import { accepted, deliveryTo, filledCart, refused, testEngine } from '../../support/test-engine.ts';

const tenPercent = percentage('TEN', 100_000, { minimumSpend: 2000, expiresAt: '2026-12-31T00:00:00.000Z' });

const notFound = (what: string) => ({ kind: 'not_found', code: `${what}_not_found` });

describe('cart use cases', () => {
  it('create a cart of the tenant, named by the command and recovered by its token', async () => {
    const { engine } = testEngine();
    const context = contextFor('cart', { at: '2026-11-20T10:00:00.000Z' });
    const cart = accepted(await engine.carts.create(context, { customerId: null }));
    assert.deepEqual(
      [cart.cartId, cart.currency, cart.taxMode, cart.recoveryToken, cart.createdAt, cart.expiresAt],
      [
        context.commandId,
        'USD',
        'exclusive',
        `${context.commandId}.secret-0-1`,
        '2026-11-20T10:00:00.000Z',
        '2026-12-20T10:00:00.000Z',
      ],
    );

    assert.equal(
      accepted(await engine.carts.recover(contextFor('back'), { token: cart.recoveryToken })).cartId,
      cart.cartId,
    );
    const wrong = await engine.carts.recover(contextFor('thief'), { token: `${cart.cartId}.secret-0-2` });
    assert.deepEqual(refused(wrong), { kind: 'not_found', code: 'invalid_recovery_token' });
    assert.deepEqual(refused(await engine.carts.recover(contextFor('nowhere'), { token: 'x' })), notFound('cart'));
  });

  it("make a customer's cart theirs, whatever the request says", async () => {
    const { engine } = testEngine();
    const context = contextFor('cart', { onlyCustomerId: 'c1' });
    assert.equal(accepted(await engine.carts.create(context, { customerId: 'c2' })).customerId, 'c1');
    const mine = contextFor('item', { onlyCustomerId: 'c1' });
    accepted(await engine.carts.addItem(mine, context.commandId, { variantId: 'v1', quantity: 1000 }));
    const theirs = contextFor('theirs', { onlyCustomerId: 'c2' });
    const foreign = await engine.carts.addItem(theirs, context.commandId, { variantId: 'v1', quantity: 1000 });
    assert.deepEqual(refused(foreign), notFound('cart'));
  });

  it("price items by the catalog and the tenant's taxes", async () => {
    const catalog = catalogOf(
      product('v1', { unitPrice: 1234 }),
      product('inactive', { active: false }),
      product('peso', { currency: 'CLP' }),
      product('odd', { taxClass: 'unheard' }),
    );
    const { engine } = testEngine({ catalog });
    const { cartId } = accepted(await engine.carts.create(contextFor('cart'), { customerId: 'c1' }));
    const add = (variantId: string, id = cartId) =>
      engine.carts.addItem(contextFor(`add ${variantId}`), id, { variantId, quantity: 1500 });

    assert.deepEqual(accepted(await add('v1')).lines, [
      {
        lineId: 'L1',
        variantId: 'v1',
        sku: 'sku-v1',
        productName: 'Product v1',
        quantity: 1500,
        unitPrice: 1234,
        taxClass: 'standard',
        taxRate: 100_000,
      },
    ]);
    assert.deepEqual(refused(await add('inactive')), notFound('variant'));
    assert.deepEqual(refused(await add('unknown')), notFound('variant'));
    assert.deepEqual(refused(await add('peso')), { kind: 'rule', code: 'currency_mismatch' });
    assert.deepEqual(refused(await add('odd')), { kind: 'rule', code: 'unknown_tax_class' });
    assert.deepEqual(refused(await add('v1', 'none')), notFound('cart'));
  });

  it('answer a repeated item as before, although it is no longer sold', async () => {
    const store = new InMemoryEventStore();
    const cartId = await filledCart(testEngine({ store }));
    const { engine } = testEngine({ store, process: 1, catalog: catalogOf() });
    const again = await engine.carts.addItem(contextFor('cart-item'), cartId, { variantId: 'v1', quantity: 6000 });
    assert.equal(again.ok && again.repeated, true);
  });

  it('change and remove items and coupons', async () => {
    const fixture = testEngine({ promotions: [tenPercent] });
    const { carts } = fixture.engine;
    const cartId = await filledCart(fixture);

    assert.equal(
      accepted(await carts.changeItem(contextFor('2'), cartId, 'L1', { quantity: 2000 })).lines[0]?.quantity,
      2000,
    );
    assert.deepEqual(accepted(await carts.applyCoupon(contextFor('3'), cartId, { code: 'ten' })).coupons, [tenPercent]);
    assert.deepEqual(refused(await carts.applyCoupon(contextFor('4'), cartId, { code: 'NONE' })), notFound('coupon'));
    assert.deepEqual(refused(await carts.applyCoupon(contextFor('5'), 'none', { code: 'TEN' })), notFound('cart'));
    assert.deepEqual(accepted(await carts.removeCoupon(contextFor('6'), cartId, 'ten')).coupons, []);
    assert.deepEqual(accepted(await carts.removeItem(contextFor('7'), cartId, 'L1')).lines, []);
  });

  describe('merging', () => {
    const lines = (cart: { readonly lines: readonly { readonly variantId: string; readonly quantity: number }[] }) =>
      cart.lines.map(({ variantId, quantity }) => [variantId, quantity]);

    it("brings the guest's items over once, also if it is asked again", async () => {
      const store = new InMemoryEventStore();
      const fixture = testEngine({ store });
      const cartId = await filledCart(fixture);
      const fromCartId = await filledCart(fixture, 'guest', null);
      accepted(await fixture.engine.carts.changeItem(contextFor('more'), fromCartId, 'L1', { quantity: 7000 }));
      const merge = (name: string, engine = fixture.engine, expectedVersion = 2) =>
        engine.carts.merge(contextFor(name, { onlyCustomerId: 'c1', expectedVersion }), cartId, { fromCartId });

      const merged = accepted(await merge('merge'));
      assert.deepEqual([merged.cartId, lines(merged), merged.mergedFrom], [cartId, [['v1', 13_000]], [fromCartId]]);
      assert.deepEqual(accepted(await merge('merge')), merged);
      assert.deepEqual(accepted(await merge('once more', testEngine({ store, process: 1 }).engine, 3)), merged);
      assert.deepEqual(
        store
          .all()
          .map(({ type }) => type)
          .slice(5),
        ['CartMergedAway', 'CartMerged'],
      );
    });

    it('takes nothing from a guest for a cart that does not take it', async () => {
      const fixture = testEngine();
      const { carts } = fixture.engine;
      const cartId = await filledCart(fixture);
      const fromCartId = await filledCart(fixture, 'guest', null);
      accepted(await carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo }));
      const head = await fixture.store.head();

      const closed = await carts.merge(contextFor('merge'), cartId, { fromCartId });
      assert.deepEqual(refused(closed), { kind: 'wrong_state', code: 'cart_closed' });
      assert.deepEqual(refused(await carts.merge(contextFor('none'), 'none', { fromCartId })), notFound('cart'));
      assert.equal(await fixture.store.head(), head);
    });

    it("never takes another customer's cart, nor one in another currency", async () => {
      const fixture = testEngine();
      const { carts } = fixture.engine;
      const cartId = await filledCart(fixture);
      const foreign = await filledCart(fixture, 'foreign', 'c2');
      const pesos = accepted(await carts.create(contextFor('pesos'), { customerId: null, currency: 'CLP' })).cartId;

      const merge = (fromCartId: string) => carts.merge(contextFor(`merge ${fromCartId}`), cartId, { fromCartId });
      assert.deepEqual(refused(await merge(foreign)), notFound('cart'));
      assert.deepEqual(refused(await merge('none')), notFound('cart'));
      assert.deepEqual(refused(await merge(pesos)), { kind: 'rule', code: 'currency_mismatch' });
    });
  });
});
