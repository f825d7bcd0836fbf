import assert from 'node:assert/strict';
import { reportsOf, type GatewayBed } from './gateway-fixture.ts';

const captureId = '01950000-0000-7000-8000-000000000001';
const refundId = '01960000-0000-7000-8000-000000000001';

export const webhookContract = (bed: GatewayBed): void => {
  describe('webhooks', () => {
    it('tell that a payment is captured, with the total', async () => {
      const { organizationId, paymentId, gatewayPaymentId } = await bed.paid();
      const last = reportsOf(await bed.readNews()).at(-1);
      assert.ok(last?.about === 'payment');
      const standing = { status: 'captured', captured: 12_550 };
      assert.deepEqual(last, {
        organizationId,
        paymentId,
        about: 'payment',
        gatewayPaymentId: last.gatewayPaymentId,
        standing,
      });
      assert.deepEqual(await bed.gateway.find({ ...last, currency: 'PEN' }), standing);
      if (bed.server.name !== 'mercadopago') assert.equal(last.gatewayPaymentId, gatewayPaymentId);
    });

    it('tell of the payer’s approval, which is then completed', async () => {
      const payment = await bed.create(bed.newPayment());
      bed.server.pay(payment.gatewayPaymentId);
      const [report] = reportsOf(await bed.readNews());
      assert.ok(report?.about === 'payment');
      assert.equal(report.standing.status, bed.gateway.complete === undefined ? 'captured' : 'approved');
    });

    it('tell of what is authorised, captured in part, and given up', async () => {
      const payment = await bed.authorized();
      const authorized = reportsOf(await bed.readNews()).at(-1);
      assert.deepEqual(authorized?.standing, { status: 'authorized', amount: 12_550 });
      await bed.gateway.capture(payment, { captureId, amount: 5_000 });
      assert.deepEqual(reportsOf(await bed.readNews()).at(-1)?.standing, { status: 'captured', captured: 5_000 });

      const other = await bed.authorized();
      await bed.readNews();
      await bed.gateway.cancel(other);
      assert.deepEqual(reportsOf(await bed.readNews()).at(-1)?.standing, { status: 'voided' });
    });

    if (bed.underTest.reportsDeclines) {
      it('tell of a decline', async () => {
        const payment = await bed.create(bed.newPayment());
        bed.server.pay(payment.gatewayPaymentId, 'declined');
        const standing = reportsOf(await bed.readNews()).at(-1)?.standing;
        assert.ok(standing?.status === 'failed');
        assert.match(standing.reason, /insufficient/);
      });
    }

    if (bed.underTest.reportsRefunds) {
      it('tell of a refund by our id', async () => {
        const { organizationId, paymentId, ...payment } = await bed.paid();
        await bed.readNews();
        await bed.gateway.refund({ organizationId, paymentId, ...payment }, { refundId, amount: 1_000 });
        const reports = reportsOf(await bed.readNews());
        assert.ok(reports.length > 0);
        const standing = { status: 'succeeded' };
        for (const report of reports) {
          assert.deepEqual(report, { organizationId, paymentId, about: 'refund', refundId, standing });
        }
      });
    }

    it('never report less than what was captured, after a refund', async () => {
      const payment = await bed.paid();
      await bed.gateway.refund(payment, { refundId, amount: 12_550 });
      const last = reportsOf(await bed.readNews())
        .filter(({ about }) => about === 'payment')
        .at(-1);
      assert.deepEqual(last?.standing, { status: 'captured', captured: 12_550 });
    });

    it('have the same event id each time they come', async () => {
      await bed.paid();
      const news = bed.server.takeNews();
      const ids = new Set<string>();
      for (const each of news) {
        const [first, second] = [await bed.read(each), await bed.read(each)];
        assert.ok(first.ok);
        assert.deepEqual(first, second);
        ids.add(first.eventId);
      }
      assert.equal(ids.size, news.length);
    });

    it('change nothing at the gateway', async () => {
      await bed.paid();
      const before = [...bed.effects];
      await bed.readNews();
      assert.deepEqual(bed.effects, before);
    });
  });
};
