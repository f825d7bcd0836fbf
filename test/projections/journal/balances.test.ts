import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import { balancesOf, documentsOf, entriesOf, taxedQuote } from '../support/journal.ts';
import { milestones } from '../support/orders.ts';
import { randomOrder } from '../support/random-orders.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const stories = fc.record({
  last: fc.constantFrom(...milestones),
  choices: fc.array(fc.nat(), { maxLength: 25 }),
});

const storyOf = ({ last, choices }: { last: (typeof milestones)[number]; choices: readonly number[] }) => {
  const { events } = randomOrder(last, choices, { quote: taxedQuote() });
  const documents = documentsOf(events);
  return { events, documents, entries: [...entriesOf(events), ...entriesOf(documents)] };
};

const moneyOf = (events: readonly OrderEvent[], type: 'PaymentCaptured' | 'RefundSucceeded'): number =>
  sum(events.map((event) => (event.type === type ? event.data.amount : 0)));

/** What the documents claim of the buyer. */
const claimed = (documents: readonly TaxDocumentEvent[]): number =>
  sum(
    documents.map((event) => {
      if (event.type !== 'DocumentRequested' || event.data.kind === 'payment_receipt') return 0;
      return event.data.kind === 'credit_note' ? -event.data.totals.total : event.data.totals.total;
    }),
  );

describe('the journal of any order', () => {
  it('balances, entry by entry', () => {
    fc.assert(
      fc.property(stories, (story) => {
        for (const { lines, description } of storyOf(story).entries) {
          assert.equal(sum(lines.map(({ debit }) => debit)), sum(lines.map(({ credit }) => credit)), description);
          for (const { debit, credit } of lines) {
            assert.ok(Number.isSafeInteger(debit) && Number.isSafeInteger(credit));
            assert.ok(debit >= 0 && credit >= 0 && (debit === 0) !== (credit === 0));
          }
        }
      }),
    );
  });

  it('has what the buyer still owes on its receivable, and nothing anywhere once all is undone', () => {
    let undone = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const { events, documents, entries } = storyOf(story);
        const captured = moneyOf(events, 'PaymentCaptured');
        const refunded = moneyOf(events, 'RefundSucceeded');
        const owed = claimed(documents) - captured + refunded;
        const {
          receivable = 0,
          revenue_goods = 0,
          revenue_shipping = 0,
          sales_returns = 0,
          ...others
        } = balancesOf(entries);
        assert.equal(receivable, owed);
        if (claimed(documents) !== 0 || captured !== refunded) return;
        undone += Number(entries.length > 0);
        assert.deepEqual(others, {});
        assert.equal(revenue_goods + revenue_shipping + sales_returns, 0);
      }),
      { numRuns: 300 },
    );
    assert.ok(undone > 10, `only ${undone} were undone`);
  });
});
