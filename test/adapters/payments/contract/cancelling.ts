import assert from 'node:assert/strict';
import type { GatewayFixture } from './gateway-fixture.ts';

export const cancellingContract = (fixture: GatewayFixture): void => {
  describe('cancelling', () => {
    const voided = { ok: true, standing: { status: 'voided' } };

    it('gives up what is authorised, once', async () => {
      const payment = await fixture.authorized();
      assert.deepEqual(await fixture.gateway.cancel(payment), voided);
      assert.deepEqual(await fixture.gateway.cancel(payment), voided);
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'voided' });
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'voided 12550 PEN']);
    });

    it('gives up what nobody paid', async () => {
      const payment = await fixture.create(fixture.newPayment());
      assert.deepEqual(await fixture.gateway.cancel(payment), voided);
      assert.ok(!fixture.effects.some((effect) => effect.startsWith('captured')));
    });

    it('answers that one is captured already', async () => {
      const payment = await fixture.paid();
      const answer = await fixture.gateway.cancel(payment);
      assert.deepEqual(answer, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN']);
    });

    it('leaves nothing to capture', async () => {
      const payment = await fixture.authorized();
      await fixture.gateway.cancel(payment);
      const captureId = '01950000-0000-7000-8000-000000000001';
      assert.equal((await fixture.gateway.capture(payment, { captureId, amount: 100 })).ok, false);
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'voided 12550 PEN']);
    });
  });
};
