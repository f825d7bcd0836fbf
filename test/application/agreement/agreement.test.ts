import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RefundPolicy, TenantPolicy } from '../../../domain/shared/policy.ts';
import { usPolicy } from '../../support/policies.ts';
import { assertAgreement } from './agreement.ts';
import { steps, take } from './steps.ts';
import { createWorld } from './world.ts';
import { fixed } from '../../support/promotions.ts';

const coupon = fixed('SAVE', 700, { minimumSpend: 3000 });

const policies: fc.Arbitrary<TenantPolicy> = fc
  .record({
    mode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
    rounding: fc.constantFrom('by_line' as const, 'by_total' as const),
    refunds: fc.record<RefundPolicy>({
      shipping: fc.constantFrom('never', 'full_return'),
      discounts: fc.constantFrom('kept', 'forfeited'),
    }),
  })
  .map(({ mode, rounding, refunds }) => ({
    ...usPolicy,
    tax: { mode, rates: { standard: 190_000 } },
    terms: { ...usPolicy.terms, refunds },
    documents: { ...usPolicy.documents, rounding },
  }));

const baskets = fc.array(
  fc.record({
    items: fc.array(
      fc.record({
        variantId: fc.constantFrom('v1', 'v2'),
        quantity: fc.integer({ min: 1, max: 4 }).map((pieces) => pieces * 1000),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    coupons: fc.constantFrom<string[]>([], ['SAVE']),
  }),
  { minLength: 1, maxLength: 2 },
);

const runs = Number(process.env.AGREEMENT_RUNS ?? 60);

/** What the sequences must have come to, for the test to be worth something. */
const wanted = [
  'OrderReturnExchanged',
  'OrderReturnRejected',
  'OrderLinesCancelled',
  'OrderCancelled',
  'CreditIssued',
  'CreditRedeemed',
  'CreditRestored',
  'ReturnRefunded',
  'ShipmentFailed',
];

describe('orders, returns, store credit, documents and stock', function () {
  this.timeout(120_000);

  it('agree after whatever was shipped, delivered, returned, refunded and exchanged', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(policies, baskets, steps, async (policy, sales, sequence) => {
        const world = createWorld(policy, [coupon]);
        for (const { items, coupons } of sales) await world.place(items, coupons);
        await world.settle();
        for (const step of sequence) {
          await take(world, step);
          await world.settle();
          await assertAgreement(world);
        }
        for (const { type } of world.log.all()) seen.add(type);
      }),
      { numRuns: runs },
    );
    assert.deepEqual(
      wanted.filter((type) => !seen.has(type)),
      [],
    );
  });
});
