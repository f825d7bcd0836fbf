import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { PaymentsFixture } from '../sandbox/payments-fixture.ts';

const captureId = '0198c0de-0000-7000-8000-00000000000a';

describe('the sandbox as a payment gateway', () => {
  const fixture = new PaymentsFixture();

  it('has money at once from a method that works, and tells of it by webhook too', async () => {
    const payment = await fixture.created({ methodId: 'pm_ok' });
    assert.deepEqual([payment.standing, payment.nextStep], [{ status: 'captured', captured: 2500 }, {}]);
    assert.deepEqual(await fixture.reports(1), [
      {
        organizationId: 'demo',
        paymentId: payment.paymentId,
        about: 'payment',
        gatewayPaymentId: payment.gatewayPaymentId,
        standing: { status: 'captured', captured: 2500 },
      },
    ]);
    assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 2500 });
  });

  it('makes one payment of one id, however often and at once it is asked for', async () => {
    const payment = fixture.payment({ methodId: 'pm_ok' });
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => fixture.gateway.create(payment)));
    assert.ok(first?.ok);
    assert.deepEqual(
      others,
      Array.from({ length: 7 }, () => first),
    );
    assert.equal((await fixture.reports(1)).length, 1);
    const { rows } = await fixture.pool.query('select payment_id from sandbox.payments');
    assert.deepEqual(rows, [{ payment_id: first.gatewayPaymentId }]);
  });

  it('says no for a method that is declined, and for one that it does not know', async () => {
    const message = 'this method was declined: take another';
    const create = (methodId: string) => fixture.gateway.create(fixture.payment({ methodId }));
    assert.deepEqual(await create('pm_declined'), { ok: false, reason: 'card_declined', message });
    assert.deepEqual((await fixture.reports(1))[0]?.standing, { status: 'failed', reason: 'card_declined' });
    assert.deepEqual(await create('pm_nothing'), { ok: false, reason: 'unknown_payment_method', message });
    assert.deepEqual((await fixture.reports(2))[1]?.standing, { status: 'failed', reason: 'unknown_payment_method' });
  });

  it('lets a slow payment succeed a moment later, and only a webhook tells', async () => {
    const payment = await fixture.created({ methodId: 'pm_slow' });
    assert.deepEqual([payment.standing, payment.nextStep], [{ status: 'pending' }, {}]);
    assert.deepEqual(await fixture.gateway.find(payment), { status: 'pending' });
    assert.equal(fixture.receiver.deliveries.length, 0);
    fixture.clock.advance(1);
    const reports = await fixture.reports(1);
    assert.deepEqual(
      reports.map(({ paymentId, standing }) => [paymentId, standing]),
      [[payment.paymentId, { status: 'captured', captured: 2500 }]],
    );
  });

  it('leaves the payer to choose if nobody chose for them', async () => {
    const { standing, nextStep, gatewayPaymentId } = await fixture.created();
    assert.deepEqual(standing, { status: 'pending' });
    assert.deepEqual(Object.keys(nextStep), ['clientSecret', 'approvalUrl']);
    assert.equal(nextStep.approvalUrl, `${fixture.sandbox.url}/approve/${nextStep.clientSecret}`);
    const confirmed = await fetch(`${fixture.sandbox.url}/v1/payments/${gatewayPaymentId}/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_secret: nextStep.clientSecret, method_id: 'pm_ok' }),
    });
    assert.equal(confirmed.status, 200);
    assert.deepEqual(
      (await fixture.reports(1)).map((report) => report.standing),
      [{ status: 'captured', captured: 2500 }],
    );
  });

  it('holds money, and takes it in parts, each once', async () => {
    const payment = await fixture.created({ methodId: 'pm_ok', capture: 'later' });
    assert.deepEqual(payment.standing, { status: 'authorized', amount: 2500 });
    const part = { captureId, amount: 1000 };
    const captured = { ok: true, standing: { status: 'captured', captured: 1000 } };
    assert.deepEqual(await fixture.gateway.capture(payment, part), captured);
    assert.deepEqual(await fixture.gateway.capture(payment, part), captured);
    const refused = await fixture.gateway.capture(payment, { captureId: captureId.replace('a', 'b'), amount: 1501 });
    assert.deepEqual(refused, {
      ok: false,
      reason: 'amount_exceeds_authorized',
      message: 'there is 15.00 left to capture',
    });
    assert.deepEqual(await fixture.gateway.capture(payment, { captureId: captureId.replace('a', 'c'), amount: 1500 }), {
      ok: true,
      standing: { status: 'captured', captured: 2500 },
    });
  });

  it('gives up what is not captured, and no more than that', async () => {
    const open = await fixture.created();
    assert.deepEqual(await fixture.gateway.cancel(open), { ok: true, standing: { status: 'voided' } });
    assert.deepEqual(await fixture.gateway.cancel(open), { ok: true, standing: { status: 'voided' } });
    assert.deepEqual(await fixture.gateway.find(open), { status: 'voided' });

    const held = await fixture.created({ methodId: 'pm_ok', capture: 'later' });
    await fixture.gateway.capture(held, { captureId, amount: 1000 });
    const captured = { ok: true, standing: { status: 'captured', captured: 1000 } };
    assert.deepEqual(await fixture.gateway.cancel(held), captured);
    const late = await fixture.gateway.capture(held, { captureId: captureId.replace('a', 'b'), amount: 1 });
    assert.deepEqual([late.ok, !late.ok && late.reason], [false, 'amount_exceeds_authorized']);
  });

  it('pays back each refund once, and at most what was captured', async () => {
    const payment = await fixture.created({ methodId: 'pm_ok' });
    const succeeded = { ok: true, standing: { status: 'succeeded' } };
    assert.deepEqual(await fixture.gateway.refund(payment, { refundId: 'R1', amount: 2000 }), succeeded);
    assert.deepEqual(await fixture.gateway.refund(payment, { refundId: 'R1', amount: 2000 }), succeeded);
    assert.deepEqual(await fixture.gateway.refund(payment, { refundId: 'R2', amount: 501 }), {
      ok: false,
      reason: 'refund_exceeds_captured',
      message: 'there is 5.00 left to refund',
    });
    assert.deepEqual(await fixture.gateway.refund(payment, { refundId: 'R3', amount: 500 }), succeeded);
    const refunds = (await fixture.reports(3)).filter(({ about }) => about === 'refund');
    const refund = { organizationId: 'demo', paymentId: payment.paymentId, about: 'refund' };
    const byId = refunds.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    assert.deepEqual(byId, [
      { ...refund, refundId: 'R1', standing: { status: 'succeeded' } },
      { ...refund, refundId: 'R3', standing: { status: 'succeeded' } },
    ]);
  });

  it('lets only one of two racing refunds of 20.00 on 25.00 win', async () => {
    const payment = await fixture.created({ methodId: 'pm_ok' });
    const answers = await Promise.all(
      ['R1', 'R2'].map((refundId) => fixture.gateway.refund(payment, { refundId, amount: 2000 })),
    );
    assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, true]);
  });

  it('knows currencies without decimals', async () => {
    const payment = await fixture.created({ methodId: 'pm_ok', currency: 'CLP', amount: 9990 });
    assert.deepEqual(payment.standing, { status: 'captured', captured: 9990 });
    const { rows } = await fixture.pool.query('select amount, currency from sandbox.payments');
    assert.deepEqual(rows, [{ amount: '9990', currency: 'CLP' }]);
  });

  it('answers a ping with the right key only, and keeps to itself what a wrong one asked for', async () => {
    await fixture.gateway.ping();
    const stranger = fixture.client({ apiKey: 'sk_sandbox_other' });
    await assert.rejects(stranger.ping(), ServiceUnavailableError);
    await assert.rejects(stranger.create(fixture.payment({ methodId: 'pm_ok' })), ServiceUnavailableError);
    const { rows } = await fixture.pool.query('select from sandbox.payments');
    assert.deepEqual(rows, []);
  });

  it('is unavailable if it is not there, does not answer in time, or says what it should not', async () => {
    const payment = await fixture.created();
    await assert.rejects(
      fixture.gateway.find({ ...payment, gatewayPaymentId: 'pay_unknown' }),
      ServiceUnavailableError,
    );
    await assert.rejects(fixture.client({ baseUrl: 'http://127.0.0.1:1' }).create(payment), ServiceUnavailableError);

    const silent = createServer((request, response) => {
      if (request.method === 'POST') response.end('<html>');
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = fixture.client({ baseUrl, timeoutMs: 50 });
    await assert.rejects(client.find(payment), (error) => {
      assert.ok(error instanceof ServiceUnavailableError);
      assert.equal(error.service, 'sandbox');
      return true;
    });
    await assert.rejects(client.create(payment), ServiceUnavailableError);
    silent.closeAllConnections();
    silent.close();
  });

  describe('reading webhooks', () => {
    const delivered = async () => {
      await fixture.created({ methodId: 'pm_ok' });
      await fixture.reports(1);
      const [delivery] = fixture.receiver.deliveries;
      assert.ok(delivery);
      return delivery;
    };
    const unverified = { ok: false, reason: 'unverified' };

    it('believes what any of the secrets signed, for 300 seconds', async () => {
      const delivery = await delivered();
      const rotated = fixture.client({ webhookSecrets: ['newer', fixture.keys.webhookSecret] });
      assert.equal((await rotated.readWebhook(delivery)).ok, true);
      fixture.clock.advance(5);
      assert.equal((await fixture.gateway.readWebhook(delivery)).ok, true);
      fixture.clock.advance(1 / 60);
      assert.deepEqual(await fixture.gateway.readWebhook(delivery), unverified);
      fixture.clock.advance(-10 - 2 / 60);
      assert.deepEqual(await fixture.gateway.readWebhook(delivery), unverified);
    });

    it('believes nothing that is not signed, or signed over other bytes', async () => {
      const { headers, query, body } = await delivered();
      const signature = String(headers['sandbox-signature']);
      assert.match(signature, /^t=\d+,v1=[0-9a-f]{64}$/);
      const read = (changes: object) => fixture.gateway.readWebhook({ headers, query, body, ...changes });
      const signed = (value: string) => ({ headers: { 'sandbox-signature': value } });

      assert.deepEqual(await read({ headers: {} }), unverified);
      assert.deepEqual(await read(signed('')), unverified);
      assert.deepEqual(await read(signed(signature.slice(0, -1))), unverified);
      assert.deepEqual(await read(signed(`${signature.slice(0, -2)}00`)), unverified);
      assert.deepEqual(await read(signed(signature.replace(/^t=\d+/, 't=1'))), unverified);
      assert.deepEqual(await read({ body: Buffer.concat([Buffer.from(body), Buffer.from(' ')]) }), unverified);
      assert.deepEqual(await fixture.client({ webhookSecrets: [] }).readWebhook({ headers, query, body }), unverified);
      assert.equal((await read({})).ok, true);
    });

    it('calls what is signed but cannot be read malformed', async () => {
      const seconds = Date.parse(fixture.clock.now()) / 1000;
      for (const text of ['', 'null', '{"event_id":"e1"}', '{"event_id":"e1","payment":{"payment_id":"p1"}}']) {
        const v1 = createHmac('sha256', fixture.keys.webhookSecret).update(`${seconds}.${text}`).digest('hex');
        const headers = { 'sandbox-signature': `t=${seconds},v1=${v1}` };
        const reading = await fixture.gateway.readWebhook({ headers, query: {}, body: Buffer.from(text) });
        assert.deepEqual(reading, { ok: false, reason: 'malformed' });
      }
    });

    it('tells two events apart, and knows one that comes again', async () => {
      const first = await delivered();
      await fixture.created({ methodId: 'pm_ok' });
      await fixture.reports(2);
      const readings = await Promise.all(
        [first, ...fixture.receiver.deliveries].map((delivery) => fixture.gateway.readWebhook(delivery)),
      );
      const ids = readings.map((reading) => reading.ok && reading.eventId);
      assert.equal(ids[0], ids[1]);
      assert.equal(new Set(ids).size, 2);
    });
  });
});
