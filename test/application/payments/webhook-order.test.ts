import fc from 'fast-check';
import assert from 'node:assert/strict';
import { contextFor } from '../../support/command-contexts.ts';
import { paymentFixture, total, type PaymentFixture } from '../../support/payment-fixture.ts';
import { accepted } from '../../support/test-engine.ts';

/** How many payments are tried; each has up to six webhooks, delivered up to five times each. */
const runs = Number(process.env.WEBHOOK_RUNS ?? 200);

/** What happens to a payment at its gateway, and to its order. */
interface Life {
  readonly capture: 'now' | 'later';
  readonly twoSteps: boolean;
  readonly failures: number;
  readonly confirmed: boolean;
  /** Captured by hand at the gateway, in so many parts. */
  readonly parts: readonly number[];
  readonly cancelled: boolean;
  readonly timedOut: boolean;
}

const lives: fc.Arbitrary<Life> = fc.record({
  capture: fc.constantFrom('now', 'later'),
  twoSteps: fc.boolean(),
  failures: fc.nat(2),
  confirmed: fc.boolean(),
  parts: fc.constantFrom([], [total], [1000, total - 1000]),
  cancelled: fc.boolean(),
  timedOut: fc.boolean(),
});

/** A payment that all of it happened to, and nobody told us. */
const lived = async ({ twoSteps, failures, confirmed, parts, ...life }: Life): Promise<PaymentFixture> => {
  const fixture = await paymentFixture();
  const { gateway, paymentId } = fixture;
  gateway.twoSteps = twoSteps;
  accepted(await fixture.pay('pay', { capture: life.capture }));
  for (let failure = 0; failure < failures; failure += 1) gateway.fail(paymentId);
  if (confirmed) gateway.confirm(paymentId);
  if (confirmed && !twoSteps && life.capture === 'later') {
    const payment = {
      organizationId: 'demo',
      paymentId,
      gatewayPaymentId: `gp-${paymentId}`,
      currency: 'USD',
    } as const;
    for (const [index, amount] of parts.entries())
      await gateway.capture(payment, { captureId: `by hand ${index}`, amount });
  }
  const command = { type: 'TimeOutPayments', timeoutMinutes: 0, at: fixture.clock.now() } as const;
  if (life.timedOut) await fixture.handlers.order.handle(fixture.orderId, contextFor('time out'), command);
  if (life.cancelled) {
    accepted(await fixture.engine.orders.cancel(contextFor('no'), fixture.orderId, { reason: 'no', approvedBy: null }));
  }
  return fixture;
};

/** Delivers what follows, and settles, until nothing follows any more. */
const comeToRest = async (fixture: PaymentFixture): Promise<void> => {
  do {
    await fixture.deliver();
    await fixture.settleAll();
  } while (fixture.gateway.outbox.length > 0);
};

/** Where it ends. How much was authorised before it was captured is told only if that report came in time. */
const end = async (fixture: PaymentFixture) => {
  const { status, payments, refunds } = await fixture.order();
  return {
    status,
    payments: payments.map((payment) => ({ ...payment, authorized: payment.captured > 0 ? 0 : payment.authorized })),
    refunded: refunds.filter((refund) => refund.status === 'succeeded').reduce((sum, { amount }) => sum + amount, 0),
    taken: sumOf(fixture, 'capture') - sumOf(fixture, 'refund'),
  };
};

const sumOf = ({ gateway }: PaymentFixture, kind: string): number =>
  gateway.ledger.filter((entry) => entry.kind === kind).reduce((sum, { amount }) => sum + amount, 0);

describe('the webhooks of a payment', () => {
  it(`come to the same, sorted and once or shuffled, repeated and at the same time, over ${runs} payments`, async function () {
    this.timeout(60_000 + runs * 100);
    const disorder = fc.array(fc.array(fc.nat(999), { minLength: 1, maxLength: 5 }), { minLength: 8, maxLength: 8 });
    const property = fc.asyncProperty(lives, disorder, async (life, places) => {
      const sorted = await lived(life);
      await comeToRest(sorted);

      const shuffled = await lived(life);
      const here = shuffled.receive;
      const { receive: there } = await paymentFixture({ log: shuffled.log, gateway: shuffled.gateway, process: 1 });
      const deliveries = shuffled.gateway.outbox
        .splice(0)
        .flatMap((delivery, index) => places[index]!.map((place) => ({ delivery, place })))
        .toSorted((a, b) => a.place - b.place);
      await Promise.all(
        deliveries.map(({ delivery, place }) => (place % 2 === 0 ? here : there)(shuffled.gateway.name, delivery)),
      );
      await comeToRest(shuffled);

      assert.deepEqual(await end(shuffled), await end(sorted));
      const { status, taken } = await end(shuffled);
      assert.equal(
        taken,
        status === 'confirmed' ? sumOf(shuffled, 'capture') : 0,
        'money stays with a living order only',
      );
    });
    await fc.assert(property, { numRuns: runs });
  });
});
