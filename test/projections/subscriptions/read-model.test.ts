import assert from 'node:assert/strict';
import type { SubscriptionEvent } from '../../../domain/subscription/events.ts';
import type { ReadSide } from '../../../projections/read-models.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import {
  due,
  february,
  interval,
  january,
  march,
  placed,
  standing,
  started,
  startedAt,
  subscriptionEvents,
} from '../support/subscriptions.ts';

const sample = {
  name: 'subscriptions',
  category: 'subscription',
  id: 's1',
  events: subscriptionEvents('s1'),
  begins: { subject: 'a subscription', neverWith: due('s1', 1, january, february) },
} as const;

describeReadModel('the read model of subscriptions', sample, (model) => {
  const list = async (filters: { customerId?: string } = {}, limit = 100) =>
    (await model.reads.listSubscriptions('demo', filters, { limit })).items.map(({ subscriptionId }) => subscriptionId);

  for (const batchSize of [1, 100]) {
    it(`follows one from order to order, in batches of ${batchSize}`, async () => {
      await model.add(
        's1',
        started('s1'),
        due('s1', 1, january, february),
        placed('s1', 1, january),
        due('s1', 2, february, march),
        {
          type: 'SubscriptionOrderRefused',
          data: { subscriptionId: 's1', orderId: 's1-O2', code: 'insufficient_stock', at: february },
        },
        { type: 'SubscriptionPaused', data: { subscriptionId: 's1', pausedBy: 'ada', at: february } },
      );
      await model.project({ batchSize });
      assert.deepEqual(await model.reads.getSubscription('demo', 's1'), {
        subscriptionId: 's1',
        status: 'paused',
        version: 6,
        ...standing,
        interval,
        frozenPrices: null,
        paymentMethodId: null,
        firstOrderAt: january,
        nextOrderAt: march,
        ordersCount: 2,
        lastOrder: {
          orderId: 's1-O2',
          sequence: 2,
          dueAt: february,
          status: 'refused',
          orderNumber: null,
          refusalCode: 'insufficient_stock',
        },
        dunning: null,
        startedAt,
        updatedAt: february,
      });
    });
  }

  it('knows the next date and the status after every change', async () => {
    const id = { subscriptionId: 's1' };
    const changes: readonly (readonly [SubscriptionEvent, string, string])[] = [
      [
        {
          type: 'SubscriptionOrdersSkipped',
          data: {
            ...id,
            cause: 'requested',
            firstDate: january,
            lastDate: january,
            dates: 1,
            nextOrderAt: february,
            at: startedAt,
          },
        },
        'active',
        february,
      ],
      [{ type: 'SubscriptionPaused', data: { ...id, pausedBy: 'ada', at: january } }, 'paused', february],
      [
        { type: 'SubscriptionResumed', data: { ...id, resumedBy: 'ada', nextOrderAt: march, at: february } },
        'active',
        march,
      ],
      [
        { type: 'SubscriptionCancelled', data: { ...id, reason: 'enough', cancelledBy: 'ada', at: february } },
        'cancelled',
        march,
      ],
    ];
    await model.add('s1', started('s1'));
    for (const [event, status, nextOrderAt] of changes) {
      await model.add('s1', event);
      await model.project();
      const found = await model.reads.getSubscription('demo', 's1');
      assert.deepEqual([found?.status, found?.nextOrderAt], [status, nextOrderAt], event.type);
    }
  });

  it('shows how orders are charged: what failed, when it is tried again, and how it ends', async () => {
    const order = { subscriptionId: 's1', orderId: 's1-O1' };
    const charge = (attempt: number): SubscriptionEvent => ({
      type: 'SubscriptionPaymentDue',
      data: { ...order, attempt, paymentMethod: 'stripe', paymentMethodId: 'pm_1', personal: {}, at: january },
    });
    const failed = (attempt: number, nextRetryAt: string | null): SubscriptionEvent => ({
      type: 'SubscriptionPaymentFailed',
      data: { ...order, attempt, paymentId: null, reason: 'declined', nextRetryAt, at: january },
    });
    const givenUp: SubscriptionEvent = {
      type: 'SubscriptionOrderGivenUp',
      data: { ...order, cause: 'payment_failed', at: february },
    };
    const paused: SubscriptionEvent = {
      type: 'SubscriptionPaused',
      data: { subscriptionId: 's1', pausedBy: 'process:subscriptions', at: february },
    };
    const over = (status: 'Paid' | 'Cancelled'): SubscriptionEvent =>
      status === 'Paid'
        ? { type: 'SubscriptionOrderPaid', data: { ...order, at: february } }
        : { type: 'SubscriptionOrderCancelled', data: { ...order, reason: 'expired', at: february } };
    const dunning = (attempt: number, nextRetryAt: string | null) => ({
      ...{ orderId: 's1-O1', attempt, reason: 'declined' },
      nextRetryAt,
    });
    const lives: readonly (readonly (readonly [SubscriptionEvent, string, string, object | null])[])[] = [
      [
        [charge(1), 'active', 'placed', null],
        [failed(1, february), 'past_due', 'placed', dunning(1, february)],
        [charge(2), 'past_due', 'placed', dunning(2, null)],
        [over('Paid'), 'active', 'paid', null],
      ],
      [
        [charge(1), 'active', 'placed', null],
        [failed(1, null), 'past_due', 'placed', dunning(1, null)],
        [givenUp, 'past_due', 'placed', null],
        [paused, 'paused', 'placed', null],
        [over('Cancelled'), 'paused', 'cancelled', null],
      ],
      [
        [failed(1, february), 'past_due', 'placed', dunning(1, february)],
        [over('Cancelled'), 'active', 'cancelled', null],
      ],
    ];
    for (const life of lives) {
      await model.clear();
      await model.add('s1', started('s1'), due('s1', 1, january, february), placed('s1', 1, january));
      for (const [event, ...expected] of life) {
        await model.add('s1', event);
        await model.project();
        const found = await model.reads.getSubscription('demo', 's1');
        assert.deepEqual([found?.status, found?.lastOrder?.status, found?.dunning], expected, event.type);
      }
    }
  });

  it('knows how it is paid, and what was promised', async () => {
    const frozenPrices = { unitPrices: [900], shippingCost: 0 };
    await model.add('s1', started('s1', { frozenPrices, paymentMethod: 'stripe', paymentMethodId: 'pm_1' }));
    await model.project();
    const paid = async () => {
      const found = await model.reads.getSubscription('demo', 's1');
      return [found?.frozenPrices, found?.paymentMethod, found?.paymentMethodId];
    };
    assert.deepEqual(await paid(), [frozenPrices, 'stripe', 'pm_1']);
    await model.add('s1', {
      type: 'SubscriptionPaymentMethodChanged',
      data: { subscriptionId: 's1', paymentMethod: 'cash', changedBy: 'ada', at: january },
    });
    await model.project();
    assert.deepEqual(await paid(), [frozenPrices, 'cash', null]);
  });

  it('is paid, though its payment is recorded before its placement', async () => {
    const paid: SubscriptionEvent = {
      type: 'SubscriptionOrderPaid',
      data: { subscriptionId: 's1', orderId: 's1-O1', at: january },
    };
    await model.add('s1', started('s1'), due('s1', 1, january, february), paid, placed('s1', 1, january));
    await model.project();
    const found = await model.reads.getSubscription('demo', 's1');
    assert.deepEqual([found?.lastOrder?.status, found?.lastOrder?.orderNumber], ['paid', 'ORD-2027-000001']);
  });

  it('keeps an answer with the order that it is for', async () => {
    const late = placed('s1', 1, february);
    await model.add('s1', started('s1'), due('s1', 1, january, february), due('s1', 2, february, march), late);
    await model.project();
    const found = await model.reads.getSubscription('demo', 's1');
    assert.deepEqual([found?.lastOrder?.orderId, found?.lastOrder?.status], ['s1-O2', 'due']);
  });

  it('lists them page by page, the newest first, and a customer’s own', async () => {
    await model.add('s1', started('s1'));
    await model.add('s2', started('s2', { at: january }));
    await model.add('s3', started('s3', { customerId: 'customer-2' }));
    await model.log.add(['subscription', 'other', 's4'], started('s4'));
    await model.project();
    assert.deepEqual(await list(), ['s2', 's3', 's1']);
    assert.deepEqual(await list({ customerId: 'customer-1' }), ['s2', 's1']);
    const { items, next } = await model.reads.listSubscriptions('demo', {}, { limit: 2 });
    assert.deepEqual(
      items.map(({ subscriptionId }) => subscriptionId),
      ['s2', 's3'],
    );
    const rest = await model.reads.listSubscriptions('demo', {}, { limit: 2, after: next! });
    assert.deepEqual([rest.items.map(({ subscriptionId }) => subscriptionId), rest.next], [['s1'], null]);
  });

  it('has none for another organisation, nor for another customer', async () => {
    await model.add('s1', started('s1'));
    await model.project();
    const getSubscription: ReadSide['getSubscription'] = (...of) => model.reads.getSubscription(...of);
    assert.equal(await getSubscription('other', 's1'), undefined);
    assert.equal(await getSubscription('demo', 's1', { onlyCustomerId: 'customer-2' }), undefined);
    assert.equal((await getSubscription('demo', 's1', { onlyCustomerId: 'customer-1' }))?.version, 1);
  });
});
