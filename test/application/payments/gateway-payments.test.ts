import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { FraudPolicy, TenantPolicy } from '../../../domain/shared/policy.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { paymentFixture, total, type PaymentFixture } from '../../support/payment-fixture.ts';
import { recentPaymentsOf } from '../../support/port-doubles.ts';
import { unsuspecting, usPolicy } from '../../support/policies.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { accepted, refused } from '../../support/test-engine.ts';

const secret = ({ paymentId }: PaymentFixture) => ({ clientSecret: `secret of ${paymentId}` });

const suspecting = (changes: Partial<FraudPolicy>): TenantPolicy => ({
  ...usPolicy,
  fraud: { ...unsuspecting, ...changes },
});

/** What an accepted payment answers: how it stands, and what is next. */
const answered = (paid: Awaited<ReturnType<PaymentFixture['pay']>>) => {
  assert.ok(paid.ok, JSON.stringify(paid));
  const payment = accepted(paid).payments.find(({ paymentId }) => paymentId === paid.paymentId);
  return { status: payment?.status, version: paid.version, nextStep: paid.nextStep };
};

describe('paying through a gateway', () => {
  it('stores the payment, hands it to the gateway, and answers what the payer does next', async () => {
    const fixture = await paymentFixture();
    assert.deepEqual(answered(await fixture.pay('pay')), { status: 'pending', version: 4, nextStep: secret(fixture) });
    assert.deepEqual(fixture.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted']);
    assert.deepEqual(fixture.ledger(), [['create', total]]);
    assert.equal((await fixture.order()).payments[0]?.gatewayPaymentId, `gp-${fixture.paymentId}`);
  });

  it('is open to customers for their own orders, unlike tenders that staff take', async () => {
    const fixture = await paymentFixture();
    const mine = contextFor('mine', { onlyCustomerId: 'c1', actor: { subject: 'c1', role: 'order.customer' } });
    const cash = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    assert.deepEqual(refused(await fixture.engine.orders.pay(mine, fixture.orderId, cash)), {
      kind: 'forbidden',
      code: 'tender_taken_by_staff',
    });
    accepted(await fixture.engine.orders.pay(mine, fixture.orderId, { ...cash, method: 'scripted' }));
    const others = contextFor('other', { onlyCustomerId: 'c2' });
    assert.deepEqual(refused(await fixture.engine.orders.pay(others, fixture.orderId, cash)), {
      kind: 'not_found',
      code: 'order_not_found',
    });
  });

  it('names the gateways among the methods that there are', async () => {
    const fixture = await paymentFixture({ others: [new ScriptedGateway('second')] });
    const paid = await fixture.pay('pay', { method: 'third' });
    assert.deepEqual(paid.ok ? undefined : paid.rejection.details, {
      methods: ['cash', 'external', 'card_local', 'store_credit', 'scripted', 'second'],
    });
  });

  it('records at once what the gateway says at once', async () => {
    for (const [capture, status, events] of [
      ['now', 'captured', ['PaymentCaptured', 'OrderConfirmed']],
      ['later', 'authorized', ['PaymentAuthorized', 'OrderConfirmed']],
    ] as const) {
      const fixture = await paymentFixture();
      fixture.gateway.atOnce = 'confirm';
      assert.equal(answered(await fixture.pay('pay', { capture })).status, status);
      assert.deepEqual(fixture.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted', ...events]);
    }
  });

  it('that is declined has failed, and may be tried as often as the terms allow', async () => {
    const fixture = await paymentFixture();
    fixture.gateway.atOnce = 'decline';
    for (const name of ['first', 'second', 'third']) {
      assert.equal(answered(await fixture.pay(name)).status, 'failed');
      assert.equal((await fixture.order()).status, 'payment_failed');
    }
    assert.deepEqual(refused(await fixture.pay('fourth')), { kind: 'rule', code: 'payment_attempts_exhausted' });
    assert.deepEqual(fixture.ledger(), []);
    accepted(await fixture.engine.orders.cancel(contextFor('no'), fixture.orderId, { reason: 'no', approvedBy: null }));
  });

  it('can be split with cash', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('cash', { method: 'cash', amount: 1000 }));
    const refusal = refused(await fixture.pay('too much'));
    assert.deepEqual(refusal, { kind: 'rule', code: 'amount_exceeds_due' });
    accepted(await fixture.pay('rest', { amount: total - 1000 }));
    assert.equal((await fixture.order()).status, 'payment_pending');
    fixture.gateway.confirm(`${fixture.orderId}.P2`);
    await fixture.deliver();
    const { status, payments } = await fixture.order();
    assert.equal(status, 'confirmed');
    assert.deepEqual(
      payments.map(({ method, captured }) => [method, captured]),
      [
        ['cash', 1000],
        ['scripted', total - 1000],
      ],
    );
  });
});

describe('a payment that the fraud rules look at', () => {
  it('is answered as failed if they reject it, and its gateway never hears of it', async () => {
    const policy = suspecting({ velocity: { review: 2, reject: 3 } });
    const fixture = await paymentFixture({ policy, recentPayments: recentPaymentsOf(2) });
    assert.deepEqual(answered(await fixture.pay('pay')), { status: 'failed', version: 4, nextStep: {} });
    assert.deepEqual(fixture.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentFailed']);
    assert.deepEqual(fixture.ledger(), []);
    assert.deepEqual(answered(await fixture.pay('pay')), { status: 'failed', version: 4, nextStep: {} });
  });

  it('is taken if it is only to be reviewed, with the reasons in its event', async () => {
    const fixture = await paymentFixture({ policy: suspecting({ amount: { review: total, reject: null } }) });
    accepted(await fixture.pay('pay'));
    const screened = fixture.log.all().find(({ type }) => type === 'PaymentScreened')?.data as {
      readonly verdict: string;
    };
    assert.deepEqual(
      { ...screened },
      {
        orderId: fixture.orderId,
        status: 'payment_pending',
        at: '2026-11-23T15:00:00.000Z',
        paymentId: fixture.paymentId,
        verdict: 'review',
        reasons: ['amount'],
      },
    );
    assert.deepEqual(fixture.ledger(), [['create', total]]);
  });

  it('is counted from as far back as the rules say, for customers and not for tenders of staff', async () => {
    const asked: (readonly string[])[] = [];
    const recentPayments = {
      countRecentPayments: (...question: readonly string[]) => Promise.resolve(asked.push(question) - 1),
    };
    const fixture = await paymentFixture({ recentPayments, policy: suspecting({ velocityMinutes: 90 }) });
    accepted(await fixture.pay('cash', { method: 'cash', amount: 1000 }));
    accepted(await fixture.pay('card', { amount: 1000 }));
    assert.deepEqual(asked, [['demo', 'c1', '2026-11-23T13:30:00.000Z']]);
  });
});

describe('a payment that was interrupted', () => {
  const outages = ['before', 'after'] as const;

  for (const outage of outages) {
    it(`by its gateway being away ${outage} it applies goes on when it is repeated`, async () => {
      const fixture = await paymentFixture();
      fixture.gateway.outage = outage;
      await assert.rejects(fixture.pay('pay'), ServiceUnavailableError);
      assert.deepEqual(fixture.types(), ['PaymentStarted', 'PaymentScreened']);
      fixture.gateway.outage = 'none';
      const first = answered(await fixture.pay('pay'));
      assert.deepEqual(first, { status: 'pending', version: 4, nextStep: secret(fixture) });
      assert.deepEqual(answered(await fixture.pay('pay')), first);
      assert.deepEqual(fixture.ledger(), [['create', total]]);
    });
  }

  it('by a store that is away goes on wherever it stopped', async () => {
    for (const crashing of ['PaymentStarted', 'PaymentSubmitted']) {
      const log = new InMemoryEventStore();
      const meddling: Meddling = {
        beforeAppend: (_stream, events) => {
          meddling.loseNextAnswer = events.some(({ type }) => type === crashing);
          return Promise.resolve();
        },
      };
      const fixture = await paymentFixture({ log, store: meddlingEventStore(log, meddling) });
      await assert.rejects(fixture.pay('pay'));
      delete meddling.beforeAppend;
      assert.deepEqual(answered(await fixture.pay('pay')), {
        status: 'pending',
        version: 4,
        nextStep: secret(fixture),
      });
      assert.deepEqual(fixture.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted']);
      assert.deepEqual(fixture.ledger(), [['create', total]]);
    }
  });

  it('is answered as the first time though its money has come since', async () => {
    const fixture = await paymentFixture();
    const first = answered(await fixture.pay('pay'));
    fixture.gateway.confirm(fixture.paymentId);
    await fixture.deliver();
    assert.deepEqual(answered(await fixture.pay('pay')), first);
    assert.equal((await fixture.order()).status, 'confirmed');
  });

  it('is not handed to its gateway any more once it was given up', async () => {
    const fixture = await paymentFixture();
    fixture.gateway.outage = 'before';
    await assert.rejects(fixture.pay('pay'), ServiceUnavailableError);
    accepted(await fixture.engine.orders.cancel(contextFor('no'), fixture.orderId, { reason: 'no', approvedBy: null }));
    fixture.gateway.outage = 'none';
    await fixture.settleAll();
    assert.deepEqual(answered(await fixture.pay('pay')).nextStep, {});
    assert.deepEqual(fixture.ledger(), []);
    assert.equal((await fixture.order()).payments[0]?.status, 'voided');
  });

  it('is refused under the same id for another request', async () => {
    const fixture = await paymentFixture();
    const hashed = (requestHash: string) =>
      fixture.engine.orders.pay(contextFor('pay', { requestHash }), fixture.orderId, {
        method: 'scripted',
        methodId: null,
        amount: total,
        currency: 'USD',
      });
    accepted(await hashed('a'));
    assert.deepEqual(refused(await hashed('b')), { kind: 'rule', code: 'idempotency_key_reused' });
  });
});
