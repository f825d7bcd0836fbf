import assert from 'node:assert/strict';
import { createHistory } from '../../../application/history/history.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { accepted, deliveryTo, filledCart, testEngine } from '../../support/test-engine.ts';

const viewer = { organizationId: 'demo' };
const orderId = commandIdOf('cart');

/** An order that was placed at 15:00 and cancelled an hour later. */
const openFixture = async () => {
  const store = new InMemoryEventStore();
  const fixture = testEngine({ store });
  const cartId = await filledCart(fixture);
  accepted(await fixture.engine.carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo }));
  const later = contextFor('cancel', { now: '2026-11-23T16:00:00.000Z' });
  accepted(await fixture.engine.orders.cancel(later, orderId, { reason: 'no', approvedBy: null }));
  return { store, history: createHistory(store) };
};

describe('history', () => {
  it('tells every event, in pages', async () => {
    const { history } = await openFixture();
    const types = async (page?: { from?: number; limit?: number }) =>
      (await history.order.events(viewer, orderId, page)).map(({ type }) => type);
    assert.deepEqual(await types(), ['OrderPlaced', 'OrderCancelled']);
    assert.deepEqual(await types({ from: 2, limit: 5 }), ['OrderCancelled']);
    assert.deepEqual(await types({ limit: 1 }), ['OrderPlaced']);
  });

  it('knows the state at any version and any time', async () => {
    const { history } = await openFixture();
    const at = async (moment: Parameters<typeof history.order.stateAt>[2]) => {
      const found = await history.order.stateAt(viewer, orderId, moment);
      return found?.state.exists === true ? [found.version, found.state.status] : undefined;
    };
    assert.deepEqual(await at({ version: 1 }), [1, 'pending']);
    assert.deepEqual(await at({ version: 9 }), [2, 'cancelled']);
    assert.equal(await at({ version: 0 }), undefined);
    assert.deepEqual(await at({ asOf: '2026-11-23T15:59:59.999Z' }), [1, 'pending']);
    assert.deepEqual(await at({ asOf: '2026-11-23T16:00:00.000Z' }), [2, 'cancelled']);
    assert.equal(await at({ asOf: '2026-11-23T14:59:59.999Z' }), undefined);
  });

  it('is told to nobody else', async () => {
    const { history } = await openFixture();
    const told = async (who: { readonly organizationId: string; readonly onlyCustomerId?: string }) => [
      (await history.order.events(who, orderId)).length,
      (await history.order.stateAt(who, orderId, { version: 1 }))?.version,
    ];
    assert.deepEqual(await told({ ...viewer, onlyCustomerId: 'c1' }), [2, 1]);
    assert.deepEqual(await told({ ...viewer, onlyCustomerId: 'c2' }), [0, undefined]);
    assert.deepEqual(await told({ organizationId: 'other' }), [0, undefined]);
  });

  it('names the event that somebody changed', async () => {
    const { store, history } = await openFixture();
    assert.equal(await history.order.verify(viewer, orderId), undefined);

    const tampered: EventStore = Object.assign(Object.create(store) as EventStore, {
      read: async (...range: Parameters<EventStore['read']>) =>
        (await store.read(...range)).map((event) =>
          event.version === 2 ? { ...event, data: { reason: 'other' } } : event,
        ),
    });
    const [, cancelled] = await store.read(`order-demo/${orderId}`);
    assert.deepEqual(await createHistory(tampered).order.verify(viewer, orderId), {
      stream: `order-demo/${orderId}`,
      version: 2,
      eventId: cancelled?.id,
      fault: 'altered',
    });
  });
});
