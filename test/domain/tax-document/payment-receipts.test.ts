import assert from 'node:assert/strict';
import type { DocumentPolicy } from '../../../domain/shared/document-policy.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { chile, contentFor, contentsOf, documented, quoted, receipted } from './sales.ts';

const mexico: DocumentPolicy = { ...chile, regime: 'MX' };

const onTerms = (): PlacedOrder => ({
  ...quoted(),
  payments: [
    {
      paymentId: 'o1.P1',
      method: 'credit_terms',
      settlement: 'terms',
      amount: 10_000,
      reference: null,
      capture: 'now',
      gatewayPaymentId: null,
      status: 'authorized',
      authorized: 10_000,
      captured: 0,
      refundRequested: 0,
      refunded: 0,
      dueAt: null,
      startedAt: quoted().placedAt,
      paidAt: null,
    },
  ],
});

const paid = (amount: number, before: number) => ({ kind: 'payment', method: 'credit_terms', amount, before }) as const;

describe('payment receipts', () => {
  it('tell of each payment on terms what was left to pay before it, and the how many-th it is', () => {
    const order = onTerms();
    const history = [paid(3000, 0), paid(7000, 3000)].reduce(
      (before, cause) => documented(before, order, cause, mexico),
      receipted(order, mexico),
    );
    const [invoice, ...receipts] = contentsOf(history);
    assert.deepEqual(invoice?.payment, { method: 'credit_terms', terms: 'deferred' });
    assert.deepEqual(
      receipts.map(({ kind, documentType, series, totals, reference }) => [
        kind,
        documentType,
        series,
        totals.total,
        reference?.due,
      ]),
      [
        ['payment_receipt', 'P', 'P', 3000, { before: 10_000, installment: 1 }],
        ['payment_receipt', 'P', 'P', 7000, { before: 7000, installment: 2 }],
      ],
    );
  });

  it('count what notes have credited as nothing that is left to pay', () => {
    const order = onTerms();
    const credited = documented(receipted(order, mexico), order, { kind: 'discount', amount: 1000 }, mexico);
    assert.deepEqual(contentFor(credited, order, paid(3000, 0), mexico)?.reference?.due, {
      before: 9000,
      installment: 1,
    });
  });

  it('are none where the country has none, nor of sales that were paid at once', () => {
    assert.equal(contentFor(receipted(onTerms()), onTerms(), paid(3000, 0)), undefined);
    assert.equal(contentFor(receipted(quoted(), mexico), quoted(), paid(3000, 0), mexico), undefined);
  });
});
