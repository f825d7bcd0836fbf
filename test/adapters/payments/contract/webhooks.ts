import assert from 'node:assert/strict';
import { reportsOf, type GatewayFixture } from './gateway-fixture.ts';

const captureId = '01950000-0000-7000-8000-000000000001';
const refundId = '01960000-0000-7000-8000-000000000001';

export const webhookContract = (fixture: GatewayFixture): void => {
  describe('webhooks', () => {
    it('tell that a payment is captured, with the total', async () => {
      const { organizationId, paymentId, gatewayPaymentId } = await fixture.paid();
      const last = reportsOf(await fixture.readNews()).at(-1);
      assert.ok(last?.about === 'payment');
      const standing = { status: 'captured', captured: 12_550 };
      assert.deepEqual(last, {
        organizationId,
        paymentId,
        about: 'payment',
        gatewayPaymentId: last.gatewayPaymentId,
        standing,
      });
      assert.deepEqual(await fixture.gateway.find({ ...last, currency: 'PEN' }), standing);
      if (fixture.server.name !== 'mercadopago') assert.equal(last.gatewayPaymentId, gatewayPaymentId);
    });

    it('tell of the payer’s approval, which is then completed', async () => {
      const payment = await fixture.create(fixture.newPayment());
      fixture.server.pay(payment.gatewayPaymentId);
      const [report] = reportsOf(await fixture.readNews());
      assert.ok(report?.about === 'payment');
      assert.equal(report.standing.status, fixture.gateway.complete === undefined ? 'captured' : 'approved');
    });

    it('tell of what is authorised, captured in part, and given up', async () => {
      const payment = await fixture.authorized();
      const authorized = reportsOf(await fixture.readNews()).at(-1);
      assert.deepEqual(authorized?.standing, { status: 'authorized', amount: 12_550 });
      await fixture.gateway.capture(payment, { captureId, amount: 5_000 });
      assert.deepEqual(reportsOf(await fixture.readNews()).at(-1)?.standing, { status: 'captured', captured: 5_000 });

      const other = await fixture.authorized();
      await fixture.readNews();
      await fixture.gateway.cancel(other);
      assert.deepEqual(reportsOf(await fixture.readNews()).at(-1)?.standing, { status: 'voided' });
    });

    if (fixture.underTest.reportsDeclines) {
      it('tell of a decline', async () => {
        const payment = await fixture.create(fixture.newPayment());
        fixture.server.pay(payment.gatewayPaymentId, 'declined');
        const standing = reportsOf(await fixture.readNews()).at(-1)?.standing;
        assert.ok(standing?.status === 'failed');
        assert.match(standing.reason, /insufficient/);
      });
    }

    if (fixture.underTest.reportsRefunds) {
      it('tell of a refund by our id', async () => {
        const { organizationId, paymentId, ...payment } = await fixture.paid();
        await fixture.readNews();
        await fixture.gateway.refund({ organizationId, paymentId, ...payment }, { refundId, amount: 1_000 });
        const reports = reportsOf(await fixture.readNews());
        assert.ok(reports.length > 0);
        const standing = { status: 'succeeded' };
        for (const report of reports) {
          assert.deepEqual(report, { organizationId, paymentId, about: 'refund', refundId, standing });
        }
      });
    }

    it('never report less than what was captured, after a refund', async () => {
      const payment = await fixture.paid();
      await fixture.gateway.refund(payment, { refundId, amount: 12_550 });
      const last = reportsOf(await fixture.readNews())
        .filter(({ about }) => about === 'payment')
        .at(-1);
      assert.deepEqual(last?.standing, { status: 'captured', captured: 12_550 });
    });

    it('have the same event id each time they come', async () => {
      await fixture.paid();
      const news = fixture.server.takeNews();
      const ids = new Set<string>();
      for (const each of news) {
        const [first, second] = [await fixture.read(each), await fixture.read(each)];
        assert.ok(first.ok);
        assert.deepEqual(first, second);
        ids.add(first.eventId);
      }
      assert.equal(ids.size, news.length);
    });

    it('change nothing at the gateway', async () => {
      await fixture.paid();
      const before = [...fixture.effects];
      await fixture.readNews();
      assert.deepEqual(fixture.effects, before);
    });
  });
};
