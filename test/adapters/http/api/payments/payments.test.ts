import assert from 'node:assert/strict';
import { receivePaymentWebhook } from '../../../../../application/payments/receive-payment-webhook.ts';
import { EventStoreUnavailableError } from '../../../../../application/ports/event-store.ts';
import type { WebhookDelivery } from '../../../../../application/ports/webhook.ts';
import { FixedClock } from '../../../../support/clock.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { gatewaysOf } from '../../../../support/port-doubles.ts';
import { placedOrder } from '../../support/journeys.ts';

const quiet = { warn: () => undefined, error: () => undefined };
const byGateway = { payment_method: 'scripted', payment_method_id: 'tok_1', amount: 28.99, currency: 'GBP' };

describe('payments through a gateway, over HTTP', () => {
  let http: HttpTest;
  const seen: (readonly [string, WebhookDelivery])[] = [];
  before(async () => {
    http = await new HttpTest(({ gateway, handlers }) => ({
      webhooks: {
        payments: receivePaymentWebhook({
          gateways: gatewaysOf(gateway),
          handlers,
          clock: new FixedClock(),
          log: quiet,
        }),
        carriers: (name, delivery) => {
          seen.push([name, delivery]);
          if (name === 'away') return Promise.reject(new EventStoreUnavailableError('away'));
          return Promise.resolve('accepted');
        },
      },
    })).listen();
  });
  after(() => http.close());
  beforeEach(() => {
    http.shop.gateway.outage = 'none';
    http.shop.gateway.outbox.length = 0;
    seen.length = 0;
  });

  const send = (path: string, body: Uint8Array, headers: Record<string, string> = { signature: 'good' }) =>
    http.request('POST', `/api/v1/webhooks/${path}`, { body: Buffer.from(body).toString(), headers });

  it('answer what the payer does next, and are confirmed by a signed webhook without a token', async () => {
    const id = await placedOrder(http, { customer_id: 'ann' });
    const paid = await http.ok('POST', `/orders/${id}/payments`, byGateway, tokenOf('order.customer', 'ann'));
    assert.deepEqual(paid, {
      payment_id: `${id}.P1`,
      status: 'pending',
      client_secret: `secret of ${id}.P1`,
      order_status: 'payment_pending',
      version: 4,
    });
    http.shop.gateway.confirm(`${id}.P1`);
    const { body } = http.shop.gateway.outbox[0]!;
    const unsigned = { authorization: 'nonsense', signature: 'good' };
    for (let time = 0; time < 2; time += 1) {
      const { status, json } = await send('scripted', body, unsigned);
      assert.deepEqual([status, json], [200, { status: 'success', data: { received: true } }]);
    }
    const order = (await http.ok('GET', `/orders/${id}?min_version=6`)) as {
      readonly status: string;
      readonly version: number;
      readonly payment: { readonly payments: readonly object[] };
    };
    assert.deepEqual([order.status, order.version], ['confirmed', 6]);
    assert.deepEqual(order.payment.payments, [
      {
        payment_id: `${id}.P1`,
        method: 'scripted',
        status: 'captured',
        amount: 28.99,
        authorized: 0,
        due_at: null,
        captured: 28.99,
        refunded: 0,
        gateway_payment_id: `gp-${id}.P1`,
        risk: { verdict: 'accept', reasons: [] },
        paid_at: '2026-11-23T15:00:00.000Z',
      },
    ]);
  });

  it('tell staff how suspicious a payment looks, and the customer not', async () => {
    const id = await placedOrder(http, { customer_id: 'ann' });
    const ann = tokenOf('order.customer', 'ann');
    await http.ok('POST', `/orders/${id}/payments`, byGateway, ann);
    const risks = async (headers: Record<string, string>) => {
      const order = await http.ok('GET', `/orders/${id}`, undefined, headers);
      const history = await http.ok('GET', `/orders/${id}/history`, undefined, headers);
      return {
        order: (order as { payment: { payments: { risk: unknown }[] } }).payment.payments[0]?.risk,
        history: (history as { items: { type: string; data: object }[] }).items.find(
          ({ type }) => type === 'PaymentScreened',
        )?.data,
      };
    };
    const staff = await risks(tokenOf('order.admin', 'boss'));
    assert.deepEqual(staff.order, { verdict: 'accept', reasons: [] });
    assert.ok(staff.history !== undefined && 'verdict' in staff.history);
    assert.deepEqual(await risks(ann), { order: null, history: {} });
  });

  it('of a gateway that is away may be sent again under the same key, and are one', async () => {
    const id = await placedOrder(http);
    const path = `/api/v1/orders/${id}/payments`;
    const request = { body: byGateway, headers: { 'idempotency-key': `pay ${id}` } };
    http.shop.gateway.outage = 'after';
    const away = await http.request('POST', path, request);
    assert.deepEqual([away.status, away.json.error.code], [503, 'scripted_unavailable']);
    assert.match(away.json.error.message, /same Idempotency-Key/);
    http.shop.gateway.outage = 'none';
    const first = await http.request('POST', path, request);
    assert.deepEqual([first.status, (await http.request('POST', path, request)).text], [201, first.text]);
  });

  it('can be held, and captured by staff', async () => {
    const id = await placedOrder(http);
    await http.ok('POST', `/orders/${id}/pay`, { ...byGateway, capture: 'manual', payer_email: 'ann@example.com' });
    http.shop.gateway.confirm(`${id}.P1`);
    await send('scripted', http.shop.gateway.outbox[0]!.body);
    const order = (await http.ok('POST', `/orders/${id}/payments/${id}.P1/capture`, {})) as {
      readonly payment: { readonly captured: number };
    };
    assert.equal(order.payment.captured, 28.99);
  });

  it('send payers back to where nobody reads along', async () => {
    const id = await placedOrder(http);
    const pay = (return_url: string) =>
      http.request('POST', `/api/v1/orders/${id}/payments`, { body: { ...byGateway, amount: 1, return_url } });
    for (const url of ['http://shop.example/back', 'javascript:alert(1)', 'ftp://127.0.0.1/', 'back', '']) {
      assert.equal((await pay(url)).status, 400, url);
    }
    for (const url of ['https://shop.example/back?o=1', 'http://127.0.0.1:3000/', 'http://localhost/back']) {
      assert.equal((await pay(url)).status, 201, url);
    }
  });

  it('tell senders of webhooks whether to send again', async () => {
    const { body } = http.shop.gateway.send([]);
    const refused = async (...parts: Parameters<typeof send>) => {
      const { status, json } = await send(...parts);
      return `${status} ${json.error.code}`;
    };
    assert.equal(await refused('nobody', body), '404 unknown_sender');
    assert.equal(await refused('scripted', body, {}), '401 unverified_webhook');
    assert.equal(await refused('scripted', Buffer.from('{')), '400 malformed_webhook');
    assert.equal(await refused('carriers/away', body), '503 event_store_unavailable');
    assert.equal(await refused('scripted', Buffer.alloc(256 * 1024 + 1, 'x')), '413 body_too_large');
  });

  it('take messages as they came, byte for byte, whatever their type, with headers and query', async () => {
    const { status } = await http.request('POST', '/api/v1/webhooks/carriers/local?id=7&id=8&data.id=9', {
      body: '{ "a":1.0 }\n',
      headers: { 'content-type': 'text/plain', 'X-Signed': 'abc' },
    });
    assert.equal(status, 200);
    const [name, { body, headers, query }] = seen[0]!;
    assert.deepEqual(
      [name, Buffer.from(body).toString(), headers['x-signed'], query],
      ['local', '{ "a":1.0 }\n', 'abc', { 'data.id': '9' }],
    );
  });
});
