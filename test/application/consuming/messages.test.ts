import fc from 'fast-check';
import assert from 'node:assert/strict';
import { consumedMessages } from '../../../application/consuming/consume-message.ts';
import { commandIdOf } from '../../support/command-contexts.ts';
import { story } from '../../support/story.ts';
import { consumingFixture, messageOf, run, runWell } from './consuming-fixture.ts';

const organization_id = 'demo';

const refusal = async (
  routingKey: string,
  body: object | string,
  messageId: string | undefined = 'm',
): Promise<string> => {
  const verdict = await run(consumingFixture(), messageOf(routingKey, body, { messageId }));
  return verdict.ok ? 'none' : verdict.reason;
};

describe('messages of warehouses', () => {
  const orderId = commandIdOf('cart');
  const task_id = `${orderId}.F1`;
  const assigned = async () => {
    const fixture = consumingFixture();
    for (const step of story(fixture.engine).slice(0, 5)) assert.ok((await step()).ok);
    return fixture;
  };
  const picked = { organization_id, task_id, occurred_at: '2026-11-23T15:30:00Z' };

  it('tell what was picked and packed: by default all that is left', async () => {
    const fixture = await assigned();
    const part = { ...picked, items: [{ order_item_id: 'L1', quantity: 2.5 }] };
    await runWell(fixture, messageOf('warehouse.task.picked', part, { messageId: 'a' }));
    await runWell(fixture, messageOf('warehouse.task.picked', picked, { messageId: 'b' }));
    await runWell(fixture, messageOf('warehouse.task.packed', { organization_id, task_id }, { messageId: 'c' }));
    await runWell(fixture, messageOf('warehouse.task.picked', picked, { messageId: 'b' }));
    const facts = fixture.store
      .all()
      .slice(-3)
      .map(({ type, data }) => {
        const { lines, at, status } = data as { readonly lines: unknown; readonly at: string; readonly status: string };
        return [type, lines, at, status];
      });
    assert.deepEqual(facts, [
      ['ItemsPicked', [{ lineId: 'L1', quantity: 2500 }], '2026-11-23T15:30:00.000Z', 'processing'],
      ['ItemsPicked', [{ lineId: 'L1', quantity: 3500 }], '2026-11-23T15:30:00.000Z', 'processing'],
      ['ItemsPacked', [{ lineId: 'L1', quantity: 6000 }], '2026-11-23T15:00:00.000Z', 'ready_to_ship'],
    ]);
  });

  it('about what does not fit are set aside', async () => {
    const fixture = await assigned();
    assert.deepEqual(await run(fixture, messageOf('warehouse.task.packed', picked)), {
      ok: false,
      reason: 'nothing_to_pack: there is nothing left to do this with',
    });
    assert.match(await refusal('warehouse.task.picked', { organization_id, task_id: 'nobody.F1' }), /^order_not_found/);
  });
});

describe('payment webhooks by message', () => {
  const body = Buffer.from('{"id":"evt_1"}').toString('base64');

  it('reach the gateway that their key names, to the byte, headers in lower case', async () => {
    const fixture = consumingFixture();
    const delivery = { headers: { 'Stripe-Signature': 't=1' }, body, query: { a: '1' } };
    await runWell(fixture, messageOf('payment.webhook.stripe', delivery));
    const [webhook] = fixture.webhooks;
    assert.equal(webhook?.gateway, 'stripe');
    assert.deepEqual(
      { ...webhook.delivery, body: Buffer.from(webhook.delivery.body).toString() },
      {
        headers: { 'stripe-signature': 't=1' },
        query: { a: '1' },
        body: '{"id":"evt_1"}',
      },
    );
  });

  it('that the gateway does not accept are set aside', async () => {
    const fixture = consumingFixture();
    for (const receipt of ['unverified', 'malformed', 'unknown_sender'] as const) {
      fixture.receipts.push(receipt);
      const verdict = await run(fixture, messageOf('payment.webhook.paypal', { headers: {}, body }));
      assert.deepEqual(verdict, { ok: false, reason: receipt });
    }
  });
});

describe('messages that cannot be used', () => {
  it('say why', async () => {
    const price = { organization_id, variant_id: 'v1', unit_price: 1, currency: 'USD' };
    const key = 'product.price_updated';
    assert.equal(await refusal(key, '{"organization_id":'), 'it is not JSON in UTF-8');
    assert.equal((await run(consumingFixture(), { ...messageOf(key, ''), body: Buffer.from([0xff]) })).ok, false);
    assert.match(await refusal(key, '[]'), /^the message: /);
    assert.match(await refusal(key, { ...price, variant_id: undefined }), /^variant_id: /);
    assert.equal(await refusal(key, { ...price, unit_price: 1.234 }), 'unit_price: is no amount of USD');
    assert.equal(await refusal(key, { ...price, unit_price: 0.5, currency: 'CLP' }), 'unit_price: is no amount of CLP');
    assert.match(await refusal(key, { ...price, unit_price: -1 }), /^unit_price: /);
    assert.match(await refusal(key, { ...price, organization_id: 'a/b' }), /^organization_id: /);
    assert.match(await refusal(key, { ...price, occurred_at: 'yesterday' }), /^occurred_at: /);
    assert.match(
      await refusal('catalog.variant.updated', { ...price, currency: undefined }),
      /^unit_price: is no amount of an unnamed currency/,
    );
    const task = { organization_id, task_id: 'o.F1' };
    assert.match(await refusal('warehouse.task.picked', { ...task, items: [] }), /^items: /);
    const items = [{ order_item_id: 'L1', quantity: 0 }];
    assert.match(await refusal('warehouse.task.picked', { ...task, items }), /^items\.0\.quantity: /);
    assert.match(await refusal('payment.webhook.stripe', { headers: {}, body: '{}' }), /^body: /);
    assert.equal(await refusal('weather.changed', price), 'nothing is known of weather.changed');
    assert.equal(await refusal('toString', price), 'nothing is known of toString');
    assert.equal(await refusal(key, price, ''), 'it has no message_id');
  });

  it('without an id are not acted upon', async () => {
    const message = {
      ...messageOf('inventory.stock.depleted', { organization_id, variant_id: 'v1' }),
      messageId: undefined,
    };
    assert.deepEqual(await run(consumingFixture(), message), { ok: false, reason: 'it has no message_id' });
  });

  it('are answered, whatever is in them', async () => {
    const keys = Object.values(consumedMessages).flatMap((group) => Object.keys(group));
    const fixture = consumingFixture();
    const fields = fc.record(
      {
        organization_id: fc.oneof(fc.constant('demo'), fc.string()),
        variant_id: fc.anything(),
        unit_price: fc.anything(),
        currency: fc.constantFrom('USD', 'CLP', 'XXX'),
        available: fc.anything(),
        task_id: fc.anything(),
        items: fc.anything(),
        variants: fc.anything(),
        headers: fc.anything(),
        body: fc.anything(),
        occurred_at: fc.anything(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...keys),
        fc.oneof(fields, fc.json()),
        fc.uint8Array(),
        fc.boolean(),
        async (key, body, bytes, raw) => {
          const text =
            typeof body === 'string'
              ? body
              : JSON.stringify(body, (_name, value: unknown) => (typeof value === 'bigint' ? null : value));
          const message = messageOf(key, text);
          const verdict = await run(fixture, raw ? { ...message, body: bytes } : message);
          assert.equal(typeof verdict.ok, 'boolean');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the lanes of messages', () => {
  const fixture = consumingFixture();
  const laneOf = (routingKey: string, body: object, messageId = 'm') =>
    fixture.prepare(messageOf(routingKey, body, { messageId })).lane;

  it('are one for all that is about a variant', () => {
    const about = { organization_id, variant_id: 'v1' };
    const lanes = [
      laneOf('inventory.stock.depleted', about),
      laneOf('inventory.stock.updated', { ...about, available: 1 }),
      laneOf('catalog.variant.updated', about),
      laneOf('product.price_updated', { ...about, unit_price: 1, currency: 'USD' }),
    ];
    assert.deepEqual(new Set(lanes), new Set(['demo/v1']));
    assert.notEqual(laneOf('inventory.stock.depleted', { ...about, variant_id: 'v2' }), 'demo/v1');
    assert.notEqual(laneOf('inventory.stock.depleted', { ...about, organization_id: 'other' }), 'demo/v1');
  });

  it('are one for all tasks of an order, and one each for what needs no order', () => {
    assert.equal(
      laneOf('warehouse.task.picked', { organization_id, task_id: 'o1.F1' }),
      laneOf('warehouse.task.packed', { organization_id, task_id: 'o1.F2' }),
    );
    const webhook = { headers: {}, body: '' };
    assert.notEqual(laneOf('payment.webhook.stripe', webhook, 'a'), laneOf('payment.webhook.stripe', webhook, 'b'));
  });
});
