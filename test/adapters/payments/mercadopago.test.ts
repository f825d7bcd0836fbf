import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mercadoPagoGateway } from '../../../adapters/payments/mercadopago/gateway.ts';
import { startMercadoPago, type MercadoPagoServer } from '../../support/gateways/mercadopago/server.ts';
import { gatewayContract } from './contract.ts';
import { received, reportsOf, useGateway, type ConnectOptions } from './contract/gateway-fixture.ts';
import type { GatewayServer } from '../../support/gateways/gateway-server.ts';

const mercadoPago = {
  connect: (server: GatewayServer, { clock, timeoutMs, environment }: ConnectOptions) => {
    const env = { ...server.environment, ...environment };
    return mercadoPagoGateway({
      accessToken: env.MERCADOPAGO_ACCESS_TOKEN ?? '',
      webhookSecrets: (env.MERCADOPAGO_WEBHOOK_SECRET ?? '').split(','),
      baseUrl: server.baseUrl,
      clock,
      timeoutMs,
    });
  },
  wrongCredentials: { MERCADOPAGO_ACCESS_TOKEN: 'TEST-wrong' },
  laterNeedsMethod: true,
  reportsDeclines: true,
  reportsRefunds: false,
  dropsToFail: 1,
};

describe('MercadoPago', () => {
  gatewayContract({ ...mercadoPago, start: startMercadoPago });

  describe('in particular', () => {
    const fixture = useGateway<MercadoPagoServer>({ ...mercadoPago, start: startMercadoPago });
    const unverified = { ok: false, reason: 'unverified' };
    const refusalOf = async (changes: Parameters<typeof fixture.newPayment>[0]): Promise<string | undefined> => {
      const answer = await fixture.gateway.create(fixture.newPayment(changes));
      return answer.ok ? undefined : answer.reason;
    };

    it('is called mercadopago, and needs no completing', () => {
      assert.equal(fixture.gateway.name, 'mercadopago');
      assert.ok(!('complete' in fixture.gateway));
    });

    it('refuses what MercadoPago would take otherwise than meant', async () => {
      const { accepted } = fixture.server.methods;
      assert.equal(await refusalOf({ currency: 'BRL' }), 'currency_not_supported');
      assert.equal(await refusalOf({ capture: 'later' }), 'capture_later_unsupported');
      assert.equal(await refusalOf({ methodId: 'tokenAccepted' }), 'invalid_method');
      assert.equal(await refusalOf({ methodId: accepted, payerEmail: null }), 'payer_email_required');
      assert.equal(await refusalOf({ organizationId: 'o'.repeat(100) }), 'reference_too_long');
      assert.deepEqual(fixture.effects, []);
    });

    it('counts all that was paid on a page as one payment, and refunds the try that has enough', async () => {
      const payment = await fixture.create(fixture.newPayment());
      fixture.server.payPage(payment.gatewayPaymentId, 50.5);
      fixture.server.pay(payment.gatewayPaymentId, 'declined');
      fixture.server.payPage(payment.gatewayPaymentId, 75.0);
      const standing = { status: 'captured', captured: 12_550 };
      assert.deepEqual(await fixture.gateway.find(payment), standing);
      const readings = await fixture.readNews();
      assert.deepEqual(
        reportsOf(readings).map((report) => report.standing),
        [standing, standing, standing],
      );
      const refund = { refundId: 'r1', amount: 6_000 };
      for (let round = 0; round < 2; round += 1) {
        assert.deepEqual(await fixture.gateway.refund(payment, refund), {
          ok: true,
          standing: { status: 'succeeded' },
        });
      }
      assert.deepEqual(fixture.effects, ['captured 5050 PEN', 'captured 7500 PEN', 'refunded 6000 PEN']);
    });

    it('tells how a refund stands now, each time it is asked again', async () => {
      const payment = await fixture.paid();
      const refund = { refundId: 'r1', amount: 6_000 };
      fixture.server.slowDown();
      for (let round = 0; round < 2; round += 1) {
        assert.deepEqual(await fixture.gateway.refund(payment, refund), { ok: true, standing: { status: 'pending' } });
      }
      fixture.server.settle();
      assert.deepEqual(await fixture.gateway.refund(payment, refund), { ok: true, standing: { status: 'succeeded' } });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN', 'refunded 6000 PEN']);
    });

    it('closes the page of a payment that is given up', async () => {
      const payment = await fixture.create(fixture.newPayment());
      await fixture.gateway.cancel(payment);
      assert.throws(() => {
        fixture.server.pay(payment.gatewayPaymentId);
      }, /closed/);
    });

    it('leads each gateway of a process to its own address', async () => {
      const other = await startMercadoPago();
      try {
        const elsewhere = mercadoPago.connect(other, { clock: fixture.clock, timeoutMs: 10_000 });
        const before = fixture.server.requests.length;
        await Promise.all([fixture.gateway.ping(), elsewhere.ping(), fixture.gateway.ping()]);
        assert.deepEqual([fixture.server.requests.length - before, other.requests.length], [2, 1]);
      } finally {
        await other.stop();
      }
    });

    it('does not wait for the end of an answer that only begins', async () => {
      const stalling = createServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":');
      });
      await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve));
      try {
        const baseUrl = `http://127.0.0.1:${(stalling.address() as AddressInfo).port}`;
        const gateway = mercadoPagoGateway({
          accessToken: 'x',
          webhookSecrets: [],
          baseUrl,
          clock: fixture.clock,
          timeoutMs: 200,
        });
        await assert.rejects(gateway.ping(), { name: 'ServiceUnavailableError', service: 'mercadopago' });
      } finally {
        stalling.closeAllConnections();
        stalling.close();
      }
    });

    it('reads nothing into payments and topics of others', async () => {
      await fixture.paid({ paymentId: 'invoice 77' });
      const [news] = fixture.server.takeNews();
      const order = { ...news!, body: news!.body.replace('"type":"payment"', '"type":"merchant_order"') };
      const missing = { ...news!, body: '{"type":"payment","data":{"id":"1"}}', query: { 'data.id': '1' } };
      const readings = [await fixture.read(news!), await fixture.read(order), await fixture.read(missing)];
      assert.deepEqual(reportsOf(readings), []);
    });

    it('takes the signature’s time in milliseconds, too', async () => {
      await fixture.paid();
      const [news] = fixture.server.takeNews();
      const webhook = fixture.server.sign(news!, { at: new Date(fixture.clock.now()) });
      const signedAt = (ts: number) => {
        const id = news!.query['data.id'] ?? '';
        const manifest = `id:${id};request-id:${webhook.headers['x-request-id'] ?? ''};ts:${ts};`;
        const v1 = createHmac('sha256', 'local-webhook-secret').update(manifest).digest('hex');
        return received({ ...webhook, headers: { ...webhook.headers, 'x-signature': `ts=${ts},v1=${v1}` } });
      };
      const now = Date.parse(fixture.clock.now());
      assert.equal((await fixture.gateway.readWebhook(signedAt(now))).ok, true);
      assert.deepEqual(await fixture.gateway.readWebhook(signedAt(now - 300_001)), unverified);
    });

    it('takes webhooks signed by any of the secrets while they are rotated', async () => {
      const rotating = fixture.connect({ environment: { MERCADOPAGO_WEBHOOK_SECRET: 'new,local-webhook-secret' } });
      await fixture.paid();
      const [news] = fixture.server.takeNews();
      const at = new Date(fixture.clock.now());
      for (const secret of ['new', 'local-webhook-secret']) {
        assert.equal((await rotating.readWebhook(received(fixture.server.sign(news!, { at, secret })))).ok, true);
      }
      const reading = await rotating.readWebhook(received(fixture.server.sign(news!, { at, secret: 'old' })));
      assert.deepEqual(reading, unverified);
    });

    it('believes no address with another payment than is signed', async () => {
      await fixture.paid();
      const [news] = fixture.server.takeNews();
      const webhook = fixture.server.sign(news!, { at: new Date(fixture.clock.now()) });
      for (const query of [{}, { 'data.id': '1' }]) {
        assert.deepEqual(await fixture.gateway.readWebhook(received({ ...webhook, query })), unverified);
      }
    });
  });
});
