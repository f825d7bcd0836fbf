import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { paymentFixture, total } from '../../support/payment-fixture.ts';
import { accepted, refused } from '../../support/test-engine.ts';

const promisedFixture = async () => {
  const fixture = await paymentFixture();
  fixture.gateway.atOnce = 'confirm';
  accepted(await fixture.pay('pay', { capture: 'later' }));
  const capture = (name: string, amount: number | null = null) =>
    fixture.engine.orders.capture(contextFor(name), fixture.orderId, fixture.paymentId, { amount });
  const captured = async () => (await fixture.order()).payments[0]?.captured;
  return { ...fixture, capture, captured };
};

describe('capturing what a gateway holds', () => {
  it('takes it at the gateway, then records what that took in all', async () => {
    const fixture = await promisedFixture();
    accepted(await fixture.capture('part', 1000));
    assert.equal(await fixture.captured(), 1000);
    accepted(await fixture.capture('rest'));
    assert.equal(await fixture.captured(), total);
    assert.deepEqual(fixture.ledger().slice(2), [
      ['capture', 1000],
      ['capture', total - 1000],
    ]);
    assert.deepEqual(refused(await fixture.capture('more')), { kind: 'wrong_state', code: 'payment_not_authorized' });
  });

  it('takes nothing twice, wherever it was interrupted', async () => {
    for (const outage of ['before', 'after'] as const) {
      const fixture = await promisedFixture();
      fixture.gateway.outage = outage;
      await assert.rejects(fixture.capture('part', 1000), ServiceUnavailableError);
      fixture.gateway.outage = 'none';
      accepted(await fixture.capture('part', 1000));
      accepted(await fixture.capture('part', 1000));
      assert.equal(await fixture.captured(), 1000);
      assert.deepEqual(fixture.ledger().slice(2), [['capture', 1000]]);
    }
  });

  it('is accepted although the gateway’s report of it came first, from another process', async () => {
    const fixture = await promisedFixture();
    await fixture.deliver();
    const other = await paymentFixture({ log: fixture.log, gateway: fixture.gateway, process: 1 });
    fixture.gateway.breathe = async (moment) => {
      if (moment === 'after capture') await other.deliver();
    };
    assert.equal(accepted(await fixture.capture('all')).payments[0]?.captured, total);
    assert.deepEqual(
      fixture.types().filter((type) => type === 'PaymentCaptured'),
      ['PaymentCaptured'],
    );
  });

  it('asks for what is left now, not for what this process remembers', async () => {
    const fixture = await promisedFixture();
    const other = await paymentFixture({ log: fixture.log, gateway: fixture.gateway, process: 1 });
    const theirs = contextFor('theirs');
    accepted(await other.engine.orders.capture(theirs, fixture.orderId, fixture.paymentId, { amount: 1000 }));
    accepted(await fixture.capture('rest'));
    assert.deepEqual(fixture.ledger().slice(2), [
      ['capture', 1000],
      ['capture', total - 1000],
    ]);
  });

  it('is refused if the gateway declines', async () => {
    const fixture = await promisedFixture();
    fixture.gateway.force(fixture.paymentId, { status: 'voided' });
    assert.deepEqual(refused(await fixture.capture('all')), { kind: 'rule', code: 'capture_declined' });
    assert.equal(await fixture.captured(), 0);
  });
});
