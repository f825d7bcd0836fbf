import assert from 'node:assert/strict';
import { paypalGateway } from '../../../adapters/payments/paypal/gateway.ts';
import { certify } from '../../support/gateways/paypal/certificate.ts';
import { startPayPal, type PayPalServer } from '../../support/gateways/paypal/server.ts';
import { gatewayContract } from './contract.ts';
import { received, reportsOf, useGateway, type ConnectOptions } from './contract/gateway-fixture.ts';
import type { GatewayServer } from '../../support/gateways/gateway-server.ts';

const paypal = {
  connect: (server: GatewayServer, { clock, timeoutMs, environment }: ConnectOptions) => {
    const env = { ...server.environment, ...environment };
    return paypalGateway({
      clientId: env.PAYPAL_CLIENT_ID ?? '',
      clientSecret: env.PAYPAL_CLIENT_SECRET ?? '',
      webhookId: env.PAYPAL_WEBHOOK_ID ?? '',
      environment: 'sandbox',
      baseUrl: server.baseUrl,
      clock,
      timeoutMs,
    });
  },
  wrongCredentials: { PAYPAL_CLIENT_SECRET: 'wrong' },
  laterNeedsMethod: false,
  reportsDeclines: false,
  reportsRefunds: true,
  dropsToFail: 1,
};

describe('PayPal', () => {
  gatewayContract({ ...paypal, start: startPayPal });

  describe('in particular', () => {
    const fixture = useGateway<PayPalServer>({ ...paypal, start: startPayPal });
    const unverified = { ok: false, reason: 'unverified' };
    const inForce = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') };

    const news = async () => {
      await fixture.paid();
      return fixture.server.takeNews().at(-1)!;
    };
    const sign = async () => fixture.server.sign(await news(), { at: new Date(fixture.clock.now()) });

    it('is called paypal', () => {
      assert.equal(fixture.gateway.name, 'paypal');
    });

    it('captures an authorisation in parts, and refunds each of its captures', async () => {
      const payment = await fixture.authorized();
      await fixture.gateway.capture(payment, { captureId: 'c1', amount: 5_000 });
      const second = await fixture.gateway.capture(payment, { captureId: 'c2', amount: 7_000 });
      assert.deepEqual(second, { ok: true, standing: { status: 'captured', captured: 12_000 } });
      const refund = { refundId: 'r1', amount: 6_000 };
      for (let round = 0; round < 2; round += 1) {
        assert.deepEqual(await fixture.gateway.refund(payment, refund), {
          ok: true,
          standing: { status: 'succeeded' },
        });
      }
      assert.equal((await fixture.gateway.refund(payment, { refundId: 'r2', amount: 5_001 })).ok, false);
      assert.deepEqual(fixture.effects.slice(1), ['captured 5000 PEN', 'captured 7000 PEN', 'refunded 6000 PEN']);
      assert.deepEqual(await fixture.gateway.cancel(payment), second);
    });

    it('gets a new token when PayPal has forgotten the old one', async () => {
      const payment = await fixture.paid();
      fixture.server.forgetTokens();
      await assert.rejects(fixture.gateway.find(payment), { name: 'ServiceUnavailableError' });
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 12_550 });
    });

    it('answers how an order stands that was completed otherwise', async () => {
      const payment = await fixture.paid();
      const otherKey = { ...payment, paymentId: `${payment.paymentId}1` };
      const answer = await fixture.gateway.complete?.(otherKey, { capture: 'now' });
      assert.deepEqual(answer, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN']);
    });

    it('answers that an authorisation was given up otherwise', async () => {
      const payment = await fixture.authorized();
      await fixture.gateway.cancel(payment);
      const answer = await fixture.gateway.cancel({ ...payment, paymentId: `${payment.paymentId}1` });
      assert.deepEqual(answer, { ok: true, standing: { status: 'voided' } });
    });

    it('waits for money that is on its way, and cannot stop it', async () => {
      fixture.server.slowDown();
      const payment = await fixture.create(fixture.newPayment());
      fixture.server.pay(payment.gatewayPaymentId);
      assert.deepEqual(await fixture.complete(payment, 'now'), { status: 'pending' });
      const answer = await fixture.gateway.cancel(payment);
      assert.ok(!answer.ok);
      assert.equal(answer.reason, 'capture_pending');
      assert.deepEqual(
        reportsOf(await fixture.readNews()).map(({ standing }) => standing),
        [{ status: 'pending' }, { status: 'pending' }],
      );
    });

    it('asks for one token for many calls', async () => {
      await fixture.paid();
      await fixture.paid();
      assert.equal(fixture.server.requests.filter((each) => each === 'POST /v1/oauth2/token').length, 1);
    });

    it('refuses an organisation whose id leaves no room for the payment’s', async () => {
      const answer = await fixture.gateway.create(fixture.newPayment({ organizationId: 'o'.repeat(100) }));
      assert.ok(!answer.ok);
      assert.equal(answer.reason, 'reference_too_long');
    });

    it('reads nothing into payments and events of others', async () => {
      await fixture.paid({ paymentId: 'invoice 77' });
      const payment = await fixture.paid({ paymentId: 'invoice 78' });
      await fixture.gateway.refund(payment, { refundId: 'r1', amount: 100 });
      assert.deepEqual(reportsOf(await fixture.readNews()), []);
      const body = JSON.stringify({ id: 'WH-1', event_type: 'PAYMENT.CAPTURE.COMPLETED', resource: {} });
      assert.deepEqual(reportsOf([await fixture.read({ eventId: 'WH-1', body, query: {} })]), []);
      const order = { id: 'NONE' };
      const missing = JSON.stringify({ id: 'WH-2', event_type: 'CHECKOUT.ORDER.APPROVED', resource: order });
      assert.deepEqual(reportsOf([await fixture.read({ eventId: 'WH-2', body: missing, query: {} })]), []);
    });

    it('asks again for a webhook that it cannot look into now', async () => {
      const webhook = await sign();
      fixture.server.failNext('outage', 'read');
      await assert.rejects(fixture.gateway.readWebhook(received(webhook)), { name: 'ServiceUnavailableError' });
      assert.equal((await fixture.gateway.readWebhook(received(webhook))).ok, true);
    });

    it('fetches a certificate once', async () => {
      await fixture.paid();
      await fixture.readNews();
      assert.equal(fixture.server.requests.filter((each) => each.includes('/certs/')).length, 1);
    });

    it('believes certificates from PayPal only', async () => {
      const webhook = await sign();
      const path = '/v1/notifications/certs/CERT-0';
      const before = fixture.server.requests.length;
      for (const url of [
        `http://localhost${path}`,
        `${fixture.server.baseUrl}.example.com${path}`,
        `${fixture.server.baseUrl}@example.com${path}`,
        `${fixture.server.baseUrl}/v1/oauth2/token`,
        `${fixture.server.baseUrl}${path}?next=1`,
        `${fixture.server.baseUrl}/v1/notifications/certs/../../oauth2/token`,
        'file:///etc/passwd',
        'nonsense',
      ]) {
        const headers = { ...webhook.headers, 'paypal-cert-url': url };
        assert.deepEqual(await fixture.gateway.readWebhook(received({ ...webhook, headers })), unverified, url);
      }
      assert.equal(fixture.server.requests.length, before, 'nothing was fetched from there');
      const headers = {
        ...webhook.headers,
        'paypal-cert-url': `${fixture.server.baseUrl}/v1/notifications/certs/CERT-99`,
      };
      assert.deepEqual(await fixture.gateway.readWebhook(received({ ...webhook, headers })), unverified);
    });

    it('believes no certificate that is not in force, or whose issuer is not the one beside it', async () => {
      const issuer = certify('issuer', inForce);
      const stranger = certify('issuer', inForce);
      const signing = { name: 'issuer', privateKey: issuer.privateKey };
      const cases = [
        { certificate: certify('leaf', inForce, signing), chain: [issuer.pem], ok: true },
        { certificate: certify('leaf', inForce, signing), chain: [stranger.pem], ok: false },
        { certificate: certify('leaf', { ...inForce, to: new Date('2026-11-01T00:00:00Z') }), chain: [], ok: false },
        { certificate: certify('leaf', { ...inForce, from: new Date('2026-12-01T00:00:00Z') }), chain: [], ok: false },
      ];
      for (const { certificate, chain, ok } of cases) {
        fixture.server.useCertificate(certificate, chain);
        const reading = await fixture.gateway.readWebhook(received(await sign()));
        assert.equal(reading.ok, ok);
      }
    });

    it('believes no other algorithm', async () => {
      const webhook = await sign();
      const headers = { ...webhook.headers, 'paypal-auth-algo': 'SHA1withRSA' };
      assert.deepEqual(await fixture.gateway.readWebhook(received({ ...webhook, headers })), unverified);
    });
  });
});
