import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { FraudPolicy, TenantPolicy } from '../../../domain/shared/policy.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/engine-fixture.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { paymentBed, total, type PaymentBed } from '../../support/payment-fixture.ts';
import { recentPaymentsOf, unsuspecting, usPolicy } from '../../support/port-doubles.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';

const secret = ({ paymentId }: PaymentBed) => ({ clientSecret: `secret of ${paymentId}` });

const suspecting = (changes: Partial<FraudPolicy>): TenantPolicy => ({
  ...usPolicy,
  fraud: { ...unsuspecting, ...changes },
});

/** What an accepted payment answers: how it stands, and what is next. */
const answered = (paid: Awaited<ReturnType<PaymentBed['pay']>>) => {
  assert.ok(paid.ok, JSON.stringify(paid));
  const payment = accepted(paid).payments.find(({ paymentId }) => paymentId === paid.paymentId);
  return { status: payment?.status, version: paid.version, nextStep: paid.nextStep };
};

describe('paying through a gateway', () => {
  it('stores the payment, hands it to the gateway, and answers what the payer does next', async () => {
    const bed = await paymentBed();
    assert.deepEqual(answered(await bed.pay('pay')), { status: 'pending', version: 4, nextStep: secret(bed) });
    assert.deepEqual(bed.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted']);
    assert.deepEqual(bed.ledger(), [['create', total]]);
    assert.equal((await bed.order()).payments[0]?.gatewayPaymentId, `gp-${bed.paymentId}`);
  });

  it('is open to customers for their own orders, unlike tenders that staff take', async () => {
    const bed = await paymentBed();
    const mine = contextFor('mine', { onlyCustomerId: 'c1', actor: { subject: 'c1', role: 'order.customer' } });
    const cash = { method: 'cash', methodId: null, amount: total, currency: 'USD' } as const;
    assert.deepEqual(refused(await bed.engine.orders.pay(mine, bed.orderId, cash)), {
      kind: 'forbidden',
      code: 'tender_taken_by_staff',
    });
    accepted(await bed.engine.orders.pay(mine, bed.orderId, { ...cash, method: 'scripted' }));
    const others = contextFor('other', { onlyCustomerId: 'c2' });
    assert.deepEqual(refused(await bed.engine.orders.pay(others, bed.orderId, cash)), {
      kind: 'not_found',
      code: 'order_not_found',
    });
  });

  it('names the gateways among the methods that there are', async () => {
    const bed = await paymentBed({ others: [new ScriptedGateway('second')] });
    const paid = await bed.pay('pay', { method: 'third' });
    assert.deepEqual(paid.ok ? undefined : paid.rejection.details, {
      methods: ['cash', 'external', 'card_local', 'store_credit', 'scripted', 'second'],
    });
  });

  it('records at once what the gateway says at once', async () => {
    for (const [capture, status, events] of [
      ['now', 'captured', ['PaymentCaptured', 'OrderConfirmed']],
      ['later', 'authorized', ['PaymentAuthorized', 'OrderConfirmed']],
    ] as const) {
      const bed = await paymentBed();
      bed.gateway.atOnce = 'confirm';
      assert.equal(answered(await bed.pay('pay', { capture })).status, status);
      assert.deepEqual(bed.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted', ...events]);
    }
  });

  it('that is declined has failed, and may be tried as often as the terms allow', async () => {
    const bed = await paymentBed();
    bed.gateway.atOnce = 'decline';
    for (const name of ['first', 'second', 'third']) {
      assert.equal(answered(await bed.pay(name)).status, 'failed');
      assert.equal((await bed.order()).status, 'payment_failed');
    }
    assert.deepEqual(refused(await bed.pay('fourth')), { kind: 'rule', code: 'payment_attempts_exhausted' });
    assert.deepEqual(bed.ledger(), []);
    accepted(await bed.engine.orders.cancel(contextFor('no'), bed.orderId, { reason: 'no', approvedBy: null }));
  });

  it('can be split with cash', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('cash', { method: 'cash', amount: 1000 }));
    const refusal = refused(await bed.pay('too much'));
    assert.deepEqual(refusal, { kind: 'rule', code: 'amount_exceeds_due' });
    accepted(await bed.pay('rest', { amount: total - 1000 }));
    assert.equal((await bed.order()).status, 'payment_pending');
    bed.gateway.confirm(`${bed.orderId}.P2`);
    await bed.deliver();
    const { status, payments } = await bed.order();
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
    const bed = await paymentBed({ policy, recentPayments: recentPaymentsOf(2) });
    assert.deepEqual(answered(await bed.pay('pay')), { status: 'failed', version: 4, nextStep: {} });
    assert.deepEqual(bed.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentFailed']);
    assert.deepEqual(bed.ledger(), []);
    assert.deepEqual(answered(await bed.pay('pay')), { status: 'failed', version: 4, nextStep: {} });
  });

  it('is taken if it is only to be reviewed, with the reasons in its event', async () => {
    const bed = await paymentBed({ policy: suspecting({ amount: { review: total, reject: null } }) });
    accepted(await bed.pay('pay'));
    const screened = bed.log.all().find(({ type }) => type === 'PaymentScreened')?.data as { readonly verdict: string };
    assert.deepEqual(
      { ...screened },
      {
        orderId: bed.orderId,
        status: 'payment_pending',
        at: '2026-11-23T15:00:00.000Z',
        paymentId: bed.paymentId,
        verdict: 'review',
        reasons: ['amount'],
      },
    );
    assert.deepEqual(bed.ledger(), [['create', total]]);
  });

  it('is counted from as far back as the rules say, for customers and not for tenders of staff', async () => {
    const asked: (readonly string[])[] = [];
    const recentPayments = {
      countRecentPayments: (...question: readonly string[]) => Promise.resolve(asked.push(question) - 1),
    };
    const bed = await paymentBed({ recentPayments, policy: suspecting({ velocityMinutes: 90 }) });
    accepted(await bed.pay('cash', { method: 'cash', amount: 1000 }));
    accepted(await bed.pay('card', { amount: 1000 }));
    assert.deepEqual(asked, [['demo', 'c1', '2026-11-23T13:30:00.000Z']]);
  });
});

describe('a payment that was interrupted', () => {
  const outages = ['before', 'after'] as const;

  for (const outage of outages) {
    it(`by its gateway being away ${outage} it applies goes on when it is repeated`, async () => {
      const bed = await paymentBed();
      bed.gateway.outage = outage;
      await assert.rejects(bed.pay('pay'), ServiceUnavailableError);
      assert.deepEqual(bed.types(), ['PaymentStarted', 'PaymentScreened']);
      bed.gateway.outage = 'none';
      const first = answered(await bed.pay('pay'));
      assert.deepEqual(first, { status: 'pending', version: 4, nextStep: secret(bed) });
      assert.deepEqual(answered(await bed.pay('pay')), first);
      assert.deepEqual(bed.ledger(), [['create', total]]);
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
      const bed = await paymentBed({ log, store: meddlingEventStore(log, meddling) });
      await assert.rejects(bed.pay('pay'));
      delete meddling.beforeAppend;
      assert.deepEqual(answered(await bed.pay('pay')), { status: 'pending', version: 4, nextStep: secret(bed) });
      assert.deepEqual(bed.types(), ['PaymentStarted', 'PaymentScreened', 'PaymentSubmitted']);
      assert.deepEqual(bed.ledger(), [['create', total]]);
    }
  });

  it('is answered as the first time though its money has come since', async () => {
    const bed = await paymentBed();
    const first = answered(await bed.pay('pay'));
    bed.gateway.confirm(bed.paymentId);
    await bed.deliver();
    assert.deepEqual(answered(await bed.pay('pay')), first);
    assert.equal((await bed.order()).status, 'confirmed');
  });

  it('is not handed to its gateway any more once it was given up', async () => {
    const bed = await paymentBed();
    bed.gateway.outage = 'before';
    await assert.rejects(bed.pay('pay'), ServiceUnavailableError);
    accepted(await bed.engine.orders.cancel(contextFor('no'), bed.orderId, { reason: 'no', approvedBy: null }));
    bed.gateway.outage = 'none';
    await bed.settleAll();
    assert.deepEqual(answered(await bed.pay('pay')).nextStep, {});
    assert.deepEqual(bed.ledger(), []);
    assert.equal((await bed.order()).payments[0]?.status, 'voided');
  });

  it('is refused under the same id for another request', async () => {
    const bed = await paymentBed();
    const hashed = (requestHash: string) =>
      bed.engine.orders.pay(contextFor('pay', { requestHash }), bed.orderId, {
        method: 'scripted',
        methodId: null,
        amount: total,
        currency: 'USD',
      });
    accepted(await hashed('a'));
    assert.deepEqual(refused(await hashed('b')), { kind: 'rule', code: 'idempotency_key_reused' });
  });
});
