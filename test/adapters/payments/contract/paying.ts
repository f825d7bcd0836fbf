import assert from 'node:assert/strict';
import type { GatewayBed } from './gateway-fixture.ts';

export const payingContract = (bed: GatewayBed): void => {
  describe('paying', () => {
    it('waits for the payer, then takes the money once', async () => {
      const request = bed.newPayment();
      const answer = await bed.gateway.create(request);
      assert.ok(answer.ok);
      const { gatewayPaymentId, standing, nextStep } = answer;
      assert.deepEqual(standing, { status: 'pending' });
      assert.ok(nextStep.clientSecret ?? nextStep.approvalUrl, 'the payer is told what to do');
      const payment = { ...request, gatewayPaymentId };
      assert.deepEqual(await bed.gateway.find(payment), { status: 'pending' });
      assert.deepEqual(bed.effects, []);

      bed.server.pay(gatewayPaymentId);
      assert.deepEqual(await bed.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(await bed.gateway.find(payment), { status: 'captured', captured: 12_550 });
      const { paymentId } = request;
      assert.deepEqual(bed.server.ledger, [{ effect: 'captured', paymentId, amount: 12_550, currency: 'PEN' }]);
    });

    it('makes one payment of the same payment id', async () => {
      const request = bed.newPayment();
      assert.equal((await bed.create(request)).gatewayPaymentId, (await bed.create(request)).gatewayPaymentId);
    });

    it('authorises only, if capture is for later', async () => {
      const payment = await bed.authorized();
      assert.deepEqual(await bed.gateway.find(payment), { status: 'authorized', amount: 12_550 });
      assert.deepEqual(bed.effects, ['authorized 12550 PEN']);
    });

    it('takes the money without the payer by a token', async () => {
      const payment = await bed.create(bed.newPayment({ methodId: bed.server.methods.accepted }));
      assert.deepEqual(await bed.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(bed.effects, ['captured 12550 PEN']);
    });

    it('answers that a token is declined, with the reason', async () => {
      const answer = await bed.gateway.create(bed.newPayment({ methodId: bed.server.methods.declined }));
      assert.ok(!answer.ok);
      assert.match(answer.reason, /^[a-z][a-z0-9_]+$/);
      assert.match(answer.reason, /declined|insufficient/);
      assert.deepEqual(bed.effects, []);
    });

    it('lets the payer try again after a decline', async () => {
      const payment = await bed.create(bed.newPayment());
      bed.server.pay(payment.gatewayPaymentId, 'declined');
      const standing = await bed.gateway.find(payment);
      if (standing.status === 'approved') {
        const answer = await bed.gateway.complete?.(payment, { capture: 'now' });
        assert.ok(answer !== undefined && !answer.ok);
        assert.match(answer.reason, /declined/);
      } else {
        assert.equal(standing.status, 'failed');
      }
      assert.deepEqual(bed.effects, []);
      bed.server.pay(payment.gatewayPaymentId);
      assert.deepEqual(await bed.complete(payment, 'now'), { status: 'captured', captured: 12_550 });
      assert.deepEqual(bed.effects, ['captured 12550 PEN']);
    });

    it('completes once what is completed again', async () => {
      const payment = await bed.paid();
      const again = await bed.gateway.complete?.(payment, { capture: 'now' });
      if (again !== undefined)
        assert.deepEqual(again, { ok: true, standing: { status: 'captured', captured: 12_550 } });
      assert.deepEqual(bed.effects, ['captured 12550 PEN']);
    });

    it('keeps payments apart', async () => {
      const first = await bed.paid({ amount: 100 });
      const other = await bed.paid({ amount: 300, paymentId: first.paymentId.replace('.P1', '.P11') });
      const second = await bed.authorized({ amount: 200 });
      assert.deepEqual(await bed.gateway.find(first), { status: 'captured', captured: 100 });
      assert.deepEqual(await bed.gateway.find(other), { status: 'captured', captured: 300 });
      assert.deepEqual(await bed.gateway.find(second), { status: 'authorized', amount: 200 });
    });

    it('says that it is there', () => bed.gateway.ping());
  });
};
