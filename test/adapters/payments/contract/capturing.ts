import assert from 'node:assert/strict';
import type { GatewayFixture } from './gateway-fixture.ts';

const captureId = '01950000-0000-7000-8000-000000000001';
const otherId = '01950000-0000-7000-8000-000000000002';

export const capturingContract = (fixture: GatewayFixture): void => {
  describe('capturing', () => {
    it('takes all of what is authorised', async () => {
      const payment = await fixture.authorized();
      const answer = await fixture.gateway.capture(payment, { captureId, amount: 12_550 });
      assert.deepEqual(answer, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'captured 12550 PEN']);
    });

    it('takes a part of it', async () => {
      const payment = await fixture.authorized();
      const answer = await fixture.gateway.capture(payment, { captureId, amount: 5_001 });
      assert.deepEqual(answer, { ok: true, standing: { status: 'captured', captured: 5_001 } });
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 5_001 });
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'captured 5001 PEN']);
    });

    it('takes nothing more under the same id', async () => {
      const payment = await fixture.authorized();
      const request = { captureId, amount: 5_000 };
      const first = await fixture.gateway.capture(payment, request);
      assert.deepEqual(await fixture.gateway.capture(payment, request), first);
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'captured 5000 PEN']);
    });

    it('does not take more than is authorised', async () => {
      const payment = await fixture.authorized();
      const tooMuch = await fixture.gateway.capture(payment, { captureId, amount: 12_551 });
      assert.equal(tooMuch.ok, false);
      await fixture.gateway.capture(payment, { captureId: otherId, amount: 12_550 });
      const more = await fixture.gateway.capture(payment, { captureId, amount: 1 });
      assert.equal(more.ok, false);
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN', 'captured 12550 PEN']);
    });

    it('does not take what nobody authorised', async () => {
      const payment = await fixture.create(fixture.newPayment());
      assert.equal((await fixture.gateway.capture(payment, { captureId, amount: 100 })).ok, false);
      assert.deepEqual(fixture.effects, []);
    });
  });
};
