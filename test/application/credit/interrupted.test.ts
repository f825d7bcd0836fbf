import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { accepted } from '../../support/test-engine.ts';
import { creditFixture, total } from './credit-fixture.ts';

/** A payment whose process died after the ledger took the amount, and what another process finds. */
const interrupted = async () => {
  const log = new InMemoryEventStore();
  const meddling: Meddling = {};
  const dying = creditFixture({ log, store: meddlingEventStore(log, meddling) });
  await dying.give(3000);
  await dying.place('order');
  let redeemed = false;
  meddling.beforeAppend = (stream) => {
    if (redeemed && stream.startsWith('order-')) throw new EventStoreUnavailableError('it is dead');
    redeemed ||= stream.startsWith('credit-');
    return Promise.resolve();
  };
  await assert.rejects(dying.pay('pay', 'order'), EventStoreUnavailableError);
  assert.deepEqual((await dying.statement()).at(-1), ['CreditRedeemed', total, 250]);
  const fixture = creditFixture({ log, process: 1 });
  const [payment] = (await fixture.order('order')).payments;
  assert.deepEqual([payment?.status, payment?.gatewayPaymentId], ['pending', null]);
  const cancel = () =>
    fixture.engine.orders.cancel(contextFor('cancel'), commandIdOf('order'), { reason: 'no', approvedBy: null });
  return { ...fixture, cancel };
};

type Interrupted = Awaited<ReturnType<typeof interrupted>>;

const ends = async ({ order, statement }: Interrupted) => {
  const { status, payments } = await order('order');
  const amounts = payments.map((payment) => [payment.status, payment.captured, payment.refunded]);
  return { status, payments: amounts, statement: (await statement()).slice(1) };
};

const confirmed = {
  status: 'confirmed',
  payments: [['captured', total, 0]],
  statement: [['CreditRedeemed', total, 250]],
};

const givenBack = {
  status: 'cancelled',
  payments: [['captured', total, total]],
  statement: [
    ['CreditRedeemed', total, 250],
    ['CreditRestored', total, 3000],
  ],
};

describe('a payment in store credit whose process died between the ledger and the order', () => {
  it('is the same payment when the request comes again', async () => {
    const fixture = await interrupted();
    const repeated = await fixture.pay('pay', 'order');
    assert.ok(repeated.ok && repeated.repeated);
    assert.deepEqual(await ends(fixture), confirmed);
    await fixture.settleAll(2);
    assert.deepEqual(await ends(fixture), confirmed);
  });

  it('is told to its order if nobody repeats the request', async () => {
    const fixture = await interrupted();
    await fixture.settleAll(2);
    assert.deepEqual(await ends(fixture), confirmed);
    assert.ok((await fixture.pay('pay', 'order')).ok);
    assert.deepEqual(await ends(fixture), confirmed);
  });

  it('goes back to the account if its order was cancelled meanwhile, whoever comes first', async () => {
    const orders: readonly (readonly ((fixture: Interrupted) => Promise<unknown>)[])[] = [
      [({ cancel }) => cancel(), ({ settleAll }) => settleAll(2)],
      [({ settleAll }) => settleAll(2), ({ cancel }) => cancel(), ({ settleAll }) => settleAll(2)],
      [({ cancel }) => cancel(), ({ pay }) => pay('pay', 'order'), ({ settleAll }) => settleAll(2)],
      [({ pay }) => pay('pay', 'order'), ({ cancel }) => cancel(), ({ settleAll }) => settleAll(2)],
    ];
    for (const steps of orders) {
      const fixture = await interrupted();
      for (const step of steps) await step(fixture);
      await fixture.settleAll();
      assert.deepEqual(await ends(fixture), givenBack);
    }
  });

  it('goes back if the order timed out on it and was paid otherwise', async () => {
    const fixture = await interrupted();
    const timeOut = { type: 'TimeOutPayments', timeoutMinutes: 60, at: fixture.clock.advance(60) } as const;
    accepted(await fixture.handlers.order.handle(commandIdOf('order'), contextFor('time out'), timeOut));
    accepted(await fixture.pay('cash', 'order', { method: 'cash' }));
    await fixture.settleAll(2);
    const { status, payments } = await fixture.order('order');
    assert.equal(status, 'confirmed');
    assert.deepEqual(
      payments.map(({ method, captured, refunded }) => [method, captured, refunded]),
      [
        ['store_credit', total, total],
        ['cash', total, 0],
      ],
    );
    assert.deepEqual((await fixture.statement()).at(-1), ['CreditRestored', total, 3000]);
  });

  it('is given back once, though the process dies after the ledger gave it back', async () => {
    const log = new InMemoryEventStore();
    const meddling: Meddling = {};
    const fixture = creditFixture({ log, store: meddlingEventStore(log, meddling) });
    await fixture.give(3000);
    await fixture.place('order');
    accepted(await fixture.pay('pay', 'order'));
    const refund = { amount: 1000, method: 'original_payment', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('refund'), commandIdOf('order'), refund));
    let restored = false;
    meddling.beforeAppend = (stream) => {
      if (restored && stream.startsWith('order-')) throw new EventStoreUnavailableError('it is dead');
      restored ||= stream.startsWith('credit-');
      return Promise.resolve();
    };
    await assert.rejects(fixture.settleAll(), EventStoreUnavailableError);
    meddling.beforeAppend = () => Promise.resolve();
    await creditFixture({ log, process: 1 }).settleAll(2);
    assert.deepEqual((await fixture.statement()).slice(2), [['CreditRestored', 1000, 1250]]);
    const { refunds } = await creditFixture({ log, process: 2 }).order('order');
    assert.deepEqual(
      refunds.map(({ amount, status }) => [amount, status]),
      [[1000, 'succeeded']],
    );
  });
});
