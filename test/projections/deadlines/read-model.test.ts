import assert from 'node:assert/strict';
import type { CartEvent } from '../../../domain/cart/events.ts';
import { added, created, minute } from '../support/carts.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { orderUntil } from '../support/orders.ts';

const distantFuture = '2030-01-01T00:00:00.000Z';
const day = 24 * 60;
const mergedAway: CartEvent = {
  type: 'CartMergedAway',
  data: { cartId: 'c1', intoCartId: 'c2', lines: [], mergedAt: minute(3) },
};

const sample = {
  name: 'deadlines',
  category: 'cart',
  id: 'c1',
  events: [created('c1'), added('c1', 'L1', 1), added('c1', 'L2', 5)],
} as const;

describeReadModel('the read model of deadlines', sample, (model) => {
  const due = (now = distantFuture, limit = 100) => model.reads.dueDeadlines(now, limit);
  const cart = { organizationId: 'demo', aggregate: 'cart', id: 'c1' } as const;
  const abandonment = (minutes: number) => ({
    ...cart,
    kind: 'cart_abandonment' as const,
    dueAt: minute(minutes),
    waitMinutes: day,
  });
  const expiry = { ...cart, kind: 'cart_expiry', dueAt: minute(30 * day), waitMinutes: 0 } as const;

  it('moves a cart’s deadline with every touch', async () => {
    await model.log.add(['cart', 'demo', 'c1'], created('c1'), added('c1', 'L1', 1));
    await model.project();
    assert.deepEqual(await due(), [abandonment(day + 1), expiry]);
    await model.log.add(['cart', 'demo', 'c1'], added('c1', 'L2', 5));
    await model.project();
    assert.deepEqual(await due(), [abandonment(day + 5), expiry]);
  });

  for (const batchSize of [1, 100]) {
    it(`clears what no longer matters, in batches of ${batchSize}`, async () => {
      await model.log.add(['cart', 'demo', 'c1'], created('c1'), added('c1', 'L1'), mergedAway);
      await model.log.add(['order', 'demo', 'o1'], ...orderUntil('o1', 'reserve'));
      await model.log.add(['order', 'demo', 'o2'], ...orderUntil('o2', 'pay'));
      await model.project({ batchSize });
      const reservation = { organizationId: 'demo', aggregate: 'order', kind: 'reservation_expiry' } as const;
      assert.deepEqual(await due(), [{ ...reservation, id: 'o1', dueAt: '2026-03-01T12:15:00.000Z', waitMinutes: 0 }]);
    });
  }

  it('gives those that are due, of all organisations, the longest overdue first', async () => {
    await model.log.add(['cart', 'other', 'c1'], created('c1'), added('c1', 'L1', 2));
    await model.log.add(['cart', 'demo', 'c1'], created('c1'), added('c1', 'L1', 3));
    await model.project();
    const theirs = { ...abandonment(day + 2), organizationId: 'other' };
    assert.deepEqual(await due(minute(day + 2)), [theirs]);
    assert.deepEqual(await due(minute(day + 3)), [theirs, abandonment(day + 3)]);
    assert.deepEqual(await due(minute(day + 3), 1), [theirs]);
  });

  it('forgets one that was dealt with, unless it was moved meanwhile', async () => {
    const deadlines = model.reads;
    await model.log.add(['cart', 'demo', 'c1'], created('c1'), added('c1', 'L1', 1));
    await model.project();
    await model.log.add(['cart', 'demo', 'c1'], added('c1', 'L2', 5));
    await model.project();
    await deadlines.forgetDeadline(abandonment(day + 1));
    assert.deepEqual(await due(), [abandonment(day + 5), expiry]);
    await deadlines.forgetDeadline({ ...abandonment(day + 5), organizationId: 'other' });
    await deadlines.forgetDeadline(abandonment(day + 5));
    assert.deepEqual(await due(), [expiry]);
  });
});
