import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/engine-fixture.ts';
import { paymentBed, total } from '../../support/payment-fixture.ts';

const promisedBed = async () => {
  const bed = await paymentBed();
  bed.gateway.atOnce = 'confirm';
  accepted(await bed.pay('pay', { capture: 'later' }));
  const capture = (name: string, amount: number | null = null) =>
    bed.engine.orders.capture(contextFor(name), bed.orderId, bed.paymentId, { amount });
  const captured = async () => (await bed.order()).payments[0]?.captured;
  return { ...bed, capture, captured };
};

describe('capturing what a gateway holds', () => {
  it('takes it at the gateway, then records what that took in all', async () => {
    const bed = await promisedBed();
    accepted(await bed.capture('part', 1000));
    assert.equal(await bed.captured(), 1000);
    accepted(await bed.capture('rest'));
    assert.equal(await bed.captured(), total);
    assert.deepEqual(bed.ledger().slice(2), [
      ['capture', 1000],
      ['capture', total - 1000],
    ]);
    assert.deepEqual(refused(await bed.capture('more')), { kind: 'wrong_state', code: 'payment_not_authorized' });
  });

  it('takes nothing twice, wherever it was interrupted', async () => {
    for (const outage of ['before', 'after'] as const) {
      const bed = await promisedBed();
      bed.gateway.outage = outage;
      await assert.rejects(bed.capture('part', 1000), ServiceUnavailableError);
      bed.gateway.outage = 'none';
      accepted(await bed.capture('part', 1000));
      accepted(await bed.capture('part', 1000));
      assert.equal(await bed.captured(), 1000);
      assert.deepEqual(bed.ledger().slice(2), [['capture', 1000]]);
    }
  });

  it('is accepted although the gateway’s report of it came first, from another process', async () => {
    const bed = await promisedBed();
    await bed.deliver();
    const other = await paymentBed({ log: bed.log, gateway: bed.gateway, process: 1 });
    bed.gateway.breathe = async (moment) => {
      if (moment === 'after capture') await other.deliver();
    };
    assert.equal(accepted(await bed.capture('all')).payments[0]?.captured, total);
    assert.deepEqual(
      bed.types().filter((type) => type === 'PaymentCaptured'),
      ['PaymentCaptured'],
    );
  });

  it('asks for what is left now, not for what this process remembers', async () => {
    const bed = await promisedBed();
    const other = await paymentBed({ log: bed.log, gateway: bed.gateway, process: 1 });
    const theirs = contextFor('theirs');
    accepted(await other.engine.orders.capture(theirs, bed.orderId, bed.paymentId, { amount: 1000 }));
    accepted(await bed.capture('rest'));
    assert.deepEqual(bed.ledger().slice(2), [
      ['capture', 1000],
      ['capture', total - 1000],
    ]);
  });

  it('is refused if the gateway declines', async () => {
    const bed = await promisedBed();
    bed.gateway.force(bed.paymentId, { status: 'voided' });
    assert.deepEqual(refused(await bed.capture('all')), { kind: 'rule', code: 'capture_declined' });
    assert.equal(await bed.captured(), 0);
  });
});
