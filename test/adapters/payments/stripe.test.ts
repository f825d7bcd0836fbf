import assert from 'node:assert/strict';
import { stripeGateway } from '../../../adapters/payments/stripe/gateway.ts';
import { startStripe } from '../../support/gateways/stripe/server.ts';
import { gatewayContract } from './contract.ts';
import { received, reportsOf, useGateway, type GatewayUnderTest } from './contract/gateway-fixture.ts';
import type { GatewayServer } from '../../support/gateways/gateway-server.ts';

const stripe: GatewayUnderTest<GatewayServer> = {
  start: startStripe,
  connect: (server, { clock, timeoutMs, environment }) => {
    const {
      STRIPE_API_KEY = '',
      STRIPE_WEBHOOK_SECRET = '',
      STRIPE_API_URL = '',
    } = { ...server.environment, ...environment };
    return stripeGateway({
      apiKey: STRIPE_API_KEY,
      webhookSecrets: STRIPE_WEBHOOK_SECRET.split(','),
      baseUrl: STRIPE_API_URL,
      clock,
      timeoutMs,
    });
  },
  wrongCredentials: { STRIPE_API_KEY: 'sk_test_wrong' },
  laterNeedsMethod: false,
  reportsDeclines: true,
  reportsRefunds: true,
  dropsToFail: 2,
};

describe('Stripe', () => {
  gatewayContract(stripe);

  describe('in particular', () => {
    const fixture = useGateway(stripe);

    it('is called stripe, and needs no completing', () => {
      assert.equal(fixture.gateway.name, 'stripe');
      assert.ok(!('complete' in fixture.gateway));
    });

    it('counts currencies without decimals in whole units', async () => {
      const payment = await fixture.paid({ amount: 9_990, currency: 'CLP' });
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 9_990 });
      assert.deepEqual(fixture.effects, ['captured 9990 CLP']);
    });

    it('takes webhooks signed by any of the secrets while they are rotated', async () => {
      const rotating = fixture.connect({ environment: { STRIPE_WEBHOOK_SECRET: 'whsec_new,whsec_local' } });
      await fixture.paid();
      const [news] = fixture.server.takeNews();
      const at = new Date(fixture.clock.now());
      for (const secret of ['whsec_new', 'whsec_local']) {
        assert.equal((await rotating.readWebhook(received(fixture.server.sign(news!, { at, secret })))).ok, true);
      }
      const reading = await rotating.readWebhook(received(fixture.server.sign(news!, { at, secret: 'whsec_old' })));
      assert.deepEqual(reading, { ok: false, reason: 'unverified' });
    });

    it('reads nothing into payments and events of others', async () => {
      await fixture.paid();
      const [news] = fixture.server.takeNews();
      const foreign = { ...news!, body: news!.body.replace('organization_id', 'shop_id') };
      const unknown = { ...news!, body: news!.body.replace('payment_intent.succeeded', 'customer.created') };
      assert.deepEqual(reportsOf([await fixture.read(foreign), await fixture.read(unknown)]), []);
    });

    it('reads a refund that failed after all, and those that a charge carries', async () => {
      const { organizationId, paymentId } = await fixture.paid();
      const metadata = { organization_id: organizationId, payment_id: paymentId, refund_id: 'r1' };
      const failed = { id: 're_1', status: 'failed', failure_reason: 'lost_or_stolen_card', metadata };
      const events = {
        'refund.failed': failed,
        'charge.refunded': { id: 'ch_1', refunds: { data: [failed, { id: 're_2', status: 'pending', metadata: {} }] } },
      };
      const expected = { organizationId, paymentId, about: 'refund', refundId: 'r1' };
      for (const [type, object] of Object.entries(events)) {
        const body = JSON.stringify({ id: 'evt_1', type, data: { object } });
        const standing = { status: 'failed', reason: 'lost_or_stolen_card' };
        assert.deepEqual(reportsOf([await fixture.read({ eventId: 'evt_1', body, query: {} })]), [
          { ...expected, standing },
        ]);
      }
    });
  });
});
