import assert from 'node:assert/strict';
import { sandboxPaymentKeys } from '../../../adapters/sandbox/payments/keys.ts';
import { eventually } from '../../support/eventually.ts';
import { PaymentsFixture, startReceiver } from './payments-fixture.ts';

describe('sandbox payments', () => {
  const fixture = new PaymentsFixture();

  const newPayment = {
    organization_id: 'demo',
    reference: 'o1.P1',
    order_number: 'ORD-2026-000001',
    amount: '25.00',
    currency: 'GBP',
    capture: 'now',
    method_id: null,
    return_url: null,
  };

  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${fixture.sandbox.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${fixture.keys.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': 'key',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const { error } = (await response.json()) as { readonly error?: { readonly code: string } };
    return error === undefined ? String(response.status) : `${response.status} ${error.code}`;
  };

  it('refuses requests that are wrong in themselves', async () => {
    const create = (changes: object) => post('/v1/payments', { ...newPayment, ...changes });
    assert.equal(await create({ amount: '0' }), '400 invalid_request');
    assert.equal(await create({ amount: '25.001' }), '400 invalid_request');
    assert.equal(await create({ currency: 'XXX' }), '400 invalid_request');
    assert.equal(await create({ card: '4111111111111111' }), '400 invalid_request');
    assert.equal(await create({ return_url: 'javascript:alert(1)' }), '400 invalid_request');
    assert.equal(await post('/v1/payments', '{'), '400 invalid_request');
    assert.equal(await post('/v1/payments', newPayment, { 'idempotency-key': '' }), '400 invalid_idempotency_key');
    assert.equal(await post('/v1/payments', newPayment, { authorization: 'Bearer no' }), '401 unauthenticated');
    assert.equal(await post('/v1/payments/pay_no/capture', { amount: '1.00' }), '404 unknown_payment');
    assert.equal(await create({}), '200');
  });

  it('lets nobody confirm who has not the secret', async () => {
    const { gatewayPaymentId } = await fixture.created();
    const guess = { client_secret: 'secret_guess', method_id: 'pm_ok' };
    assert.equal(await post(`/v1/payments/${gatewayPaymentId}/confirm`, guess), '404 unknown_payment');
  });

  it('keeps one pair of keys for all who share the database', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => sandboxPaymentKeys(fixture.pool)));
    assert.deepEqual(
      all,
      Array.from({ length: 8 }, () => fixture.keys),
    );
    assert.match(fixture.keys.apiKey, /^sk_sandbox_[\w-]{32}$/);
    assert.match(fixture.keys.webhookSecret, /^whsec_sandbox_[\w-]{32}$/);
  });

  describe('the approval page', () => {
    const page = async (url: string): Promise<string> => {
      const response = await fetch(url);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      return response.text();
    };

    const press = (url: string, decision: string) =>
      fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });

    it('shows what is to be paid, and has it paid', async () => {
      const payment = await fixture.created({ orderNumber: 'ORD <1> & "2"' });
      const url = payment.nextStep.approvalUrl!;
      const open = await page(url);
      assert.match(open, /25\.00 GBP/);
      assert.match(open, /ORD &lt;1&gt; &amp; &quot;2&quot;/);
      assert.match(open, /value="approve"[^]*value="decline"/);

      const pressed = await press(url, 'approve');
      assert.deepEqual([pressed.status, pressed.headers.get('location')], [303, new URL(url).pathname]);
      assert.doesNotMatch(await page(url), /<button/);
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 2500 });
      assert.equal((await press(url, 'decline')).status, 303);
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 2500 });
      assert.equal((await fixture.reports(1)).length, 1);
    });

    it('leads back to the shop', async () => {
      const returnUrl = 'https://shop.example/orders/1?paid';
      const { nextStep } = await fixture.created({ returnUrl });
      const pressed = await press(nextStep.approvalUrl!, 'approve');
      assert.equal(pressed.headers.get('location'), returnUrl);
    });

    it('lets a payer who declined think again', async () => {
      const payment = await fixture.created();
      const url = payment.nextStep.approvalUrl!;
      await press(url, 'decline');
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'failed', reason: 'card_declined' });
      assert.match(await page(url), /value="approve"/);
      await fixture.reports(1);
      await press(url, 'approve');
      assert.deepEqual(
        (await fixture.reports(2)).map((report) => report.standing),
        [
          { status: 'failed', reason: 'card_declined' },
          { status: 'captured', captured: 2500 },
        ],
      );
    });

    it('takes no money for a payment that was given up', async () => {
      const payment = await fixture.created();
      await fixture.gateway.cancel(payment);
      await press(payment.nextStep.approvalUrl!, 'approve');
      assert.match(await page(payment.nextStep.approvalUrl!), /given up/);
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'voided' });
    });

    it('is nowhere for those who guess', async () => {
      assert.equal((await fetch(`${fixture.sandbox.url}/approve/secret_guess`)).status, 404);
      const { nextStep } = await fixture.created();
      assert.equal((await press(nextStep.approvalUrl!, 'perhaps')).status, 400);
    });
  });

  describe('webhooks', () => {
    it('come again, newly signed, until they are acknowledged, and then no more', async () => {
      fixture.receiver.answer(500, 404);
      await fixture.created({ methodId: 'pm_ok' });
      await fixture.reports(1);
      fixture.clock.advance(6);
      await eventually(() => fixture.receiver.deliveries.length === 2);
      fixture.clock.advance(6);
      await eventually(() => fixture.receiver.deliveries.length === 3);
      const last = await fixture.gateway.readWebhook(fixture.receiver.deliveries[2]!);
      assert.equal(last.ok, true);
      assert.equal(new Set(fixture.receiver.deliveries.map(({ body }) => Buffer.from(body).toString())).size, 1);

      await eventually(async () => (await undelivered()) === 0);
      fixture.clock.advance(60);
      const { paymentId } = await fixture.created({ methodId: 'pm_ok' });
      await eventually(() => fixture.receiver.deliveries.length === 4);
      assert.match(Buffer.from(fixture.receiver.deliveries[3]!.body).toString(), new RegExp(paymentId));
    });

    it('wait twice as long each time, up to a minute', async () => {
      fixture.receiver.answer(...Array.from({ length: 9 }, () => 503));
      await fixture.created({ methodId: 'pm_ok' });
      const waits: number[] = [];
      for (let attempts = 1; attempts <= 8; attempts++) {
        await eventually(() => fixture.receiver.deliveries.length === attempts);
        const { rows } = await fixture.pool.query<{ next: Date }>(
          'select next_attempt_at as next from sandbox.payment_webhooks',
        );
        const wait = (rows[0]!.next.getTime() - Date.parse(fixture.clock.now())) / 1000;
        waits.push(wait);
        fixture.clock.advance(wait / 60);
      }
      assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    });

    it('that nobody was there for are delivered after a restart', async () => {
      await fixture.stop();
      await fixture.start(() => {
        throw new Error('nobody listens yet');
      });
      const paid = await fixture.created({ methodId: 'pm_ok' });
      const slow = await fixture.created({ methodId: 'pm_slow' });
      await fixture.stop();
      const { rows } = await fixture.pool.query('select attempts from sandbox.payment_webhooks');
      assert.deepEqual(rows, [{ attempts: 0 }], 'whoever knows of nobody leaves them alone');
      fixture.clock.advance(2);
      await fixture.start();
      const reports = await fixture.reports(2);
      assert.deepEqual(
        reports.map(({ paymentId }) => paymentId).toSorted(),
        [paid.paymentId, slow.paymentId].toSorted(),
      );
    });

    it('come once though several processes deliver them', async () => {
      const others = await Promise.all([fixture.another(), fixture.another()]);
      await Promise.all(Array.from({ length: 30 }, () => fixture.created({ methodId: 'pm_slow' })));
      fixture.clock.advance(1);
      await fixture.reports(30);
      await eventually(async () => (await undelivered()) === 0);
      assert.equal(fixture.receiver.deliveries.length, 30);
      for (const other of others) await other.stop();
    });

    it('of one payment reach whoever listens now', async () => {
      const other = await startReceiver();
      await fixture.stop();
      let url = fixture.receiver.url;
      await fixture.start(() => url);
      await fixture.created({ methodId: 'pm_ok' });
      await fixture.reports(1);
      url = other.url;
      await fixture.created({ methodId: 'pm_ok' });
      await eventually(() => other.deliveries.length === 1);
      assert.equal(fixture.receiver.deliveries.length, 1);
      await other.stop();
    });

    const undelivered = async (): Promise<number> => {
      const { rows } = await fixture.pool.query('select from sandbox.payment_webhooks where delivered_at is null');
      return rows.length;
    };
  });

  it('remembers its keys over restarts and between processes', async () => {
    const payment = fixture.payment({ methodId: 'pm_ok' });
    const first = await fixture.gateway.create(payment);
    const other = await fixture.another();
    assert.deepEqual(await fixture.client({ baseUrl: other.url }).create(payment), first);
    await other.stop();
    await fixture.stop();
    await fixture.start();
    assert.deepEqual(await fixture.gateway.create(payment), first);
    await fixture.reports(1);
    assert.equal(fixture.receiver.deliveries.length, 1);
  });

  it('shows an approval page where it can be reached now, also for a payment of before', async () => {
    const payment = fixture.payment();
    await fixture.gateway.create(payment);
    await fixture.stop();
    await fixture.start();
    const again = await fixture.gateway.create(payment);
    assert.ok(again.ok);
    assert.equal(again.nextStep.approvalUrl, `${fixture.sandbox.url}/approve/${again.nextStep.clientSecret}`);
    assert.equal((await fetch(again.nextStep.approvalUrl)).status, 200);
  });
});
