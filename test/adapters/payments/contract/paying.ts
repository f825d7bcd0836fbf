import assert from 'node:assert/strict';
import type { GatewayFixture } from './gateway-fixture.ts';

export const payingContract = (fixture: GatewayFixture): void => {
  describe('paying', () => {
    it('waits for the payer, then takes the money once', async () => {
      const request = fixture.newPayment();
      const answer = await fixture.gateway.create(request);
      assert.ok(answer.ok);
      const { gatewayPaymentId, standing, nextStep } = answer;
      assert.deepEqual(standing, { status: 'pending' });
      assert.ok(nextStep.clientSecret ?? nextStep.approvalUrl, 'the payer is told what to do');
      const payment = { ...request, gatewayPaymentId };
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'pending' });
      assert.deepEqual(fixture.effects, []);

      fixture.server.pay(gatewayPaymentId);
      assert.deepEqual(await fixture.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'captured', captured: 12_550 });
      const { paymentId } = request;
      assert.deepEqual(fixture.server.ledger, [{ effect: 'captured', paymentId, amount: 12_550, currency: 'PEN' }]);
    });

    it('makes one payment of the same payment id', async () => {
      const request = fixture.newPayment();
      assert.equal((await fixture.create(request)).gatewayPaymentId, (await fixture.create(request)).gatewayPaymentId);
    });

    it('authorises only, if capture is for later', async () => {
      const payment = await fixture.authorized();
      assert.deepEqual(await fixture.gateway.find(payment), { status: 'authorized', amount: 12_550 });
      assert.deepEqual(fixture.effects, ['authorized 12550 PEN']);
    });

    it('takes the money without the payer by a token', async () => {
      const payment = await fixture.create(fixture.newPayment({ methodId: fixture.server.methods.accepted }));
      assert.deepEqual(await fixture.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN']);
    });

    it('answers that a token is declined, with the reason', async () => {
      const answer = await fixture.gateway.create(fixture.newPayment({ methodId: fixture.server.methods.declined }));
      assert.ok(!answer.ok);
      assert.match(answer.reason, /^[a-z][a-z0-9_]+$/);
      assert.match(answer.reason, /declined|insufficient/);
      assert.deepEqual(fixture.effects, []);
    });

    it('lets the payer try again after a decline', async () => {
      const payment = await fixture.create(fixture.newPayment());
      fixture.server.pay(payment.gatewayPaymentId, 'declined');
      const standing = await fixture.gateway.find(payment);
      if (standing.status === 'approved') {
        const answer = await fixture.gateway.complete?.(payment, { capture: 'now' });
        assert.ok(answer !== undefined && !answer.ok);
        assert.match(answer.reason, /declined/);
      } else {
        assert.equal(standing.status, 'failed');
      }
      assert.deepEqual(fixture.effects, []);
      fixture.server.pay(payment.gatewayPaymentId);
      assert.deepEqual(await fixture.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN']);
    });

    it('completes once what is completed again', async () => {
      const payment = await fixture.paid();
      const again = await fixture.gateway.complete?.(payment, { capture: 'now' });
      if (again !== undefined)
        assert.deepEqual(again, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(fixture.effects, ['captured 12550 PEN']);
    });

    it('keeps payments apart', async () => {
      const first = await fixture.paid({ amount: 100 });
      const other = await fixture.paid({ amount: 300, paymentId: first.paymentId.replace('.P1', '.P11') });
      const second = await fixture.authorized({ amount: 200 });
      assert.deepEqual(await fixture.gateway.find(first), { status: 'captured', captured: 100 });
      assert.deepEqual(await fixture.gateway.find(other), { status: 'captured', captured: 300 });
      assert.deepEqual(await fixture.gateway.find(second), { status: 'authorized', amount: 200 });
    });

    it('says that it is there', () => fixture.gateway.ping());
  });
};
