import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/ids.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import { addDays } from '../../../domain/shared/instant.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import type { Meddling } from '../../support/meddling-event-store.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { publicationsOf } from '../publishing/published.ts';
import { cheaper, id, openFixture, quotesPolicy } from './quotes-fixture.ts';

const now = '2026-11-23T15:00:00.000Z';
const orderId = deterministicId(id, 'order');
const drafted = ['SalesQuoteDrafted', 'SalesQuoteOffered'];
const done = ['SalesQuoteAccepted', 'OrderPlaced', 'SalesQuoteOrdered'];

describe('accepting a quote', () => {
  it('places its order at the prices that were agreed on, whatever they are today', async () => {
    const fixture = openFixture();
    await fixture.quoted({ items: cheaper });
    const { quote } = accepted(await fixture.quotes.approve(contextFor('approve'), id, {}));
    const ordered = accepted(await fixture.accept());
    assert.deepEqual([ordered.status, ordered.order], ['ordered', { orderId, orderNumber: 'ORD-2026-000001' }]);
    const [order, ...others] = fixture.orders();
    assert.deepEqual(others, []);
    assert.deepEqual(order, {
      orderId,
      status: 'pending',
      at: now,
      orderNumber: 'ORD-2026-000001',
      orderType: 'b2b',
      cartId: null,
      customerId: 'c7',
      quote,
      paymentMethod: 'credit_terms',
      terms: quotesPolicy.terms,
      reservationExpiresAt: addDays(now, 7),
      externalReference: null,
      purchaseOrderNumber: 'PO-1',
      salesQuoteId: id,
      personal: ordered.personal,
    });
  });

  it('is made public with the order, under the customer’s number', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    accepted(await fixture.accept());
    const [created, ...others] = await publicationsOf(fixture.store, fixture.store.all());
    assert.deepEqual(others, []);
    const { order_type, purchase_order_number, quote_id, external_reference } = created!.json.data;
    assert.equal(created?.routingKey, 'order.created');
    assert.deepEqual(
      { order_type, purchase_order_number, quote_id, external_reference },
      { order_type: 'b2b', purchase_order_number: 'PO-1', quote_id: id, external_reference: null },
    );
  });

  it('says who did, and under which command', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const customer = { subject: 'c7', role: 'order.customer' };
    accepted(await fixture.quotes.accept(contextFor('accept', { actor: customer, onlyCustomerId: 'c7' }), id, {}));
    for (const type of ['SalesQuoteAccepted', 'OrderPlaced', 'SalesQuoteOrdered']) {
      const { actor, correlation_id } = fixture.event(type).metadata;
      assert.deepEqual([actor, correlation_id], [customer, 'correlation-accept']);
    }
  });

  it('is done once, however often and at once it is asked', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => fixture.accept(`accept-${index}`)));
    const numbers = new Set(outcomes.map((outcome) => accepted(outcome).order?.orderNumber));
    assert.deepEqual([...numbers], ['ORD-2026-000001']);
    assert.deepEqual(fixture.types(), [...drafted, ...done]);
    await fixture.work(2);
    assert.deepEqual([fixture.types().length, fixture.orderNumbers.given], [5, 1]);
  });

  it('is done once by processes that do not know of each other', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const others = [2, 3, 4].map((process) =>
      fixture.another({ process }).engine.quotes.accept(contextFor(`accept-${process}`), id, {
        purchaseOrderNumber: 'PO-1',
      }),
    );
    const outcomes = await Promise.all([fixture.accept(), ...others]);
    for (const outcome of outcomes) assert.equal(accepted(outcome).order?.orderId, orderId);
    assert.equal(fixture.orders().length, 1);
    assert.deepEqual(fixture.types().toSorted(), [...drafted, ...done].toSorted());
  });

  it('answers a repetition as the first time', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const first = await fixture.accept();
    const again = await fixture.accept();
    assert.ok(first.ok && again.ok);
    assert.deepEqual([first.repeated, again.repeated], [false, true]);
    assert.deepEqual(again, { ...first, repeated: true });
  });

  it('under another purchase order is refused once it is ordered', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    accepted(await fixture.accept());
    const other = await fixture.accept('other', { purchaseOrderNumber: 'PO-2' });
    assert.deepEqual(refused(other), { kind: 'wrong_state', code: 'invalid_transition' });
    const card = await fixture.accept('card', { purchaseOrderNumber: '4242424242424242' });
    assert.equal(refused(card).code, 'card_number_refused');
  });

  it('is too late from the moment that it is over, though nobody has marked it so', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const late = await fixture.quotes.accept(contextFor('late', { now: addDays(now, 30) }), id, {});
    assert.deepEqual(refused(late), { kind: 'wrong_state', code: 'quote_expired' });
    assert.deepEqual(fixture.types(), drafted);
  });

  it('holds the goods for as long as the tenant waits for the money', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    accepted(await fixture.accept());
    await moveStock(fixture)(fixture.event('OrderPlaced'));
    assert.equal(fixture.inventory.available('v1'), 90_000);
    const { state } = await ordersState(fixture);
    assert.deepEqual([state.reservationExpiresAt, state.reservationId !== null], [addDays(now, 7), true]);
  });
});

describe('a quote whose order cannot be placed', () => {
  it('keeps why, and can be accepted again once the goods are there', async () => {
    const inventory = new InMemoryInventory({ v1: 3000 });
    const fixture = openFixture({ inventory });
    await fixture.quoted();
    const outcome = await fixture.accept();
    assert.deepEqual(refused(outcome), { kind: 'rule', code: 'insufficient_stock' });
    const { type, data } = fixture.event('SalesQuoteOrderRefused');
    assert.equal(type, 'SalesQuoteOrderRefused');
    assert.ok(!outcome.ok);
    assert.deepEqual((data as { refusal: unknown }).refusal, outcome.rejection);
    assert.deepEqual(await fixture.accept(), outcome, 'the same command again answers the same');
    assert.deepEqual(fixture.types(), [...drafted, 'SalesQuoteAccepted', 'SalesQuoteOrderRefused']);

    inventory.take('v1', -100_000);
    await fixture.work();
    assert.equal(fixture.orders().length, 0, 'nobody orders what its customer was told is not there');
    const ordered = accepted(await fixture.accept('again', { purchaseOrderNumber: 'PO-2' }));
    assert.deepEqual([ordered.status, ordered.acceptances, ordered.refusal], ['ordered', 2, null]);
    assert.deepEqual(
      fixture.orders().map(({ purchaseOrderNumber }) => purchaseOrderNumber),
      ['PO-2'],
    );
  });

  it('waits for a service that is away, and is finished by the background', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    fixture.inventory.outage = 'before';
    await assert.rejects(fixture.accept(), ServiceUnavailableError);
    await assert.rejects(fixture.work(), ServiceUnavailableError);
    assert.deepEqual(fixture.types(), [...drafted, 'SalesQuoteAccepted']);
    fixture.inventory.outage = 'none';
    await fixture.work(2);
    assert.deepEqual(fixture.types(), [...drafted, ...done]);
    assert.deepEqual(fixture.event('OrderPlaced').metadata.actor, { subject: 'process:quotes', role: 'process' });
    assert.equal(accepted(await fixture.accept()).status, 'ordered');
  });

  it('is finished by the background after a crash at any step', async () => {
    for (const lost of done) {
      const meddling: Meddling = {};
      const fixture = openFixture({ meddling });
      await fixture.quoted();
      meddling.beforeAppend = (_stream, [event]) =>
        event?.type === lost ? Promise.reject(new Error('crash')) : Promise.resolve();
      await assert.rejects(fixture.accept(), /crash/);
      delete meddling.beforeAppend;
      await fixture.work(2);
      const isAccepted = lost !== 'SalesQuoteAccepted';
      assert.deepEqual(fixture.types(), isAccepted ? [...drafted, ...done] : drafted, lost);
      assert.equal(accepted(await fixture.accept()).order?.orderNumber, fixture.orders()[0]?.orderNumber);
      assert.deepEqual(fixture.types(), [...drafted, ...done], lost);
    }
  });

  it('is ordered all the same where another process found the goods', async () => {
    const meddling: Meddling = {};
    const fixture = openFixture({ meddling });
    await fixture.quoted();
    // While this process places the order, another one has found no stock and says so first.
    meddling.beforeAppend = async (_stream, [event]) => {
      if (event?.type !== 'OrderPlaced') return;
      delete meddling.beforeAppend;
      const poor = fixture.another({ inventory: new InMemoryInventory({}), process: 2 });
      assert.equal((await poor.engine.quotes.placeOrder(contextFor('background'), id)).ok, true);
    };
    assert.equal(accepted(await fixture.accept()).status, 'ordered');
    assert.deepEqual(fixture.types(), [
      ...drafted,
      'SalesQuoteAccepted',
      'SalesQuoteOrderRefused',
      'OrderPlaced',
      'SalesQuoteOrdered',
    ]);
  });
});

const ordersState = async ({ handlers }: ReturnType<typeof openFixture>) => {
  const look = await handlers.order.handle(orderId, contextFor('look'), () => ({ ok: true, events: [] }));
  assert.ok(look.ok && look.state.exists);
  return { state: look.state };
};
