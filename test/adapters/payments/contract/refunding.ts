import assert from 'node:assert/strict';
import type { GatewayFixture } from './gateway-fixture.ts';

const refundId = '01960000-0000-7000-8000-000000000001';
const otherId = '01960000-0000-7000-8000-000000000002';
const thirdId = '01960000-0000-7000-8000-000000000003';
const succeeded = { ok: true, standing: { status: 'succeeded' } };

export const refundingContract = (fixture: GatewayFixture): void => {
  describe('refunding', () => {
    it('pays everything back, and it stays captured', async () => {
      const payment = await fixture.paid();
      assert.deepEqual(await fixture.gateway.refund(payment, { refundId, amount: 12_550 }), succeeded);
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 12_550 });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN', 'refunded 12550 PEN']);
    });

    it('pays back in parts, and not more than was captured', async () => {
      const payment = await fixture.paid();
      assert.deepEqual(await fixture.gateway.refund(payment, { refundId, amount: 10_049 }), succeeded);
      assert.equal((await fixture.gateway.refund(payment, { refundId: otherId, amount: 2_502 })).ok, false);
      assert.deepEqual(await fixture.gateway.refund(payment, { refundId: thirdId, amount: 2_501 }), succeeded);
      assert.deepEqual(fixture.effects, ['captured 12550 PEN', 'refunded 10049 PEN', 'refunded 2501 PEN']);
    });

    it('pays nothing more under the same id', async () => {
      const payment = await fixture.paid();
      for (let round = 0; round < 3; round += 1) {
        assert.deepEqual(await fixture.gateway.refund(payment, { refundId, amount: 6_000 }), succeeded);
      }
      assert.deepEqual(fixture.effects, ['captured 12550 PEN', 'refunded 6000 PEN']);
    });

    it('pays nothing more under the same id when nothing is left', async () => {
      const payment = await fixture.paid();
      await fixture.gateway.refund(payment, { refundId, amount: 12_550 });
      assert.deepEqual(await fixture.gateway.refund(payment, { refundId, amount: 12_550 }), succeeded);
      assert.deepEqual(fixture.effects, ['captured 12550 PEN', 'refunded 12550 PEN']);
    });

    it('pays back what was captured later, in part', async () => {
      const payment = await fixture.authorized();
      await fixture.gateway.capture(payment, { captureId: '01950000-0000-7000-8000-000000000001', amount: 5_000 });
      assert.equal((await fixture.gateway.refund(payment, { refundId, amount: 5_001 })).ok, false);
      assert.deepEqual(await fixture.gateway.refund(payment, { refundId: otherId, amount: 5_000 }), succeeded);
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'captured 5000 PEN', 'refunded 5000 PEN']);
    });

    it('pays nothing back of what was not captured', async () => {
      const payment = await fixture.authorized();
      const answer = await fixture.gateway.refund(payment, { refundId, amount: 100 });
      assert.ok(!answer.ok);
      assert.match(answer.reason, /^[a-z][a-z0-9_]+$/);
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN']);
    });
  });
};
