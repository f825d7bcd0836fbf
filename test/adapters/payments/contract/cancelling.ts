import assert from 'node:assert/strict';
import type { GatewayBed } from './gateway-fixture.ts';

export const cancellingContract = (bed: GatewayBed): void => {
  describe('cancelling', () => {
    const voided = { ok: true, standing: { status: 'voided' } };

    it('gives up what is authorised, once', async () => {
      const payment = await bed.authorized();
      assert.deepEqual(await bed.gateway.cancel(payment), voided);
      assert.deepEqual(await bed.gateway.cancel(payment), voided);
      assert.deepEqual(await bed.gateway.find(payment), { status: 'voided' });
      assert.deepEqual(bed.effects, ['authorized 12550 PEN', 'voided 12550 PEN']);
    });

    it('gives up what nobody paid', async () => {
      const payment = await bed.create(bed.newPayment());
      assert.deepEqual(await bed.gateway.cancel(payment), voided);
      assert.ok(!bed.effects.some((effect) => effect.startsWith('captured')));
    });

    it('answers that one is captured already', async () => {
      const payment = await bed.paid();
      const answer = await bed.gateway.cancel(payment);
      assert.deepEqual(answer, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(bed.effects, ['captured 12550 PEN']);
    });

    it('leaves nothing to capture', async () => {
      const payment = await bed.authorized();
      await bed.gateway.cancel(payment);
      const captureId = '01950000-0000-7000-8000-000000000001';
      assert.equal((await bed.gateway.capture(payment, { captureId, amount: 100 })).ok, false);
      assert.deepEqual(bed.effects, ['authorized 12550 PEN', 'voided 12550 PEN']);
    });
  });
};
