import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentPolicy } from '../../../domain/shared/document-policy.ts';
import { shareOf } from '../../../domain/shared/allocate.ts';
import { sum } from '../../../domain/shared/money.ts';
import { leftOfInvoice, ratesOf } from '../../../domain/tax-document/balance.ts';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import type { DocumentCause } from '../../../domain/tax-document/cause.ts';
import { unpricedLine } from '../../support/arbitraries/place-order.ts';
import { chile, contentFor, contentsOf, documented, line, off, orderOf, quoted, receipted, stateOf } from './sales.ts';

const byLine: DocumentPolicy = { ...chile, rounding: 'by_line' };

const back = (lineId: string, amount: number): DocumentCause => ({
  kind: 'return',
  lines: [{ line: lineId, quantity: 1000, amount }],
  amount,
});

const notesOf = (history: readonly TaxDocumentEvent[]) =>
  contentsOf(history).filter(({ kind }) => kind === 'credit_note');

const shortly = (history: readonly TaxDocumentEvent[]) =>
  notesOf(history).map(({ noteReason, totals: { net, tax, total } }) => [noteReason, net, tax, total]);

describe('credit notes', () => {
  it('over one line are its share: line 2 is 2727', () => {
    const order = quoted();
    const history = documented(receipted(order, byLine), order, back('L2', 2727), byLine);
    assert.deepEqual(shortly(history), [['partial_return', 2292, 435, 2727]]);
    const [note] = notesOf(history);
    assert.deepEqual(
      [note?.documentType, note?.series, note?.reference?.folio, note?.reference?.documentType, note?.reasonText],
      ['61', '61', 1, '39', 'Devolución parcial'],
    );
    assert.deepEqual(
      note?.lines.map(({ lineId, quantity, unitPrice, subtotal, discount }) => [
        lineId,
        quantity,
        unitPrice,
        subtotal,
        discount,
      ]),
      [['L2', 1000, 3000, 3000, 273]],
    );
  });

  it('by total: the last one takes what rounding has left, so that nothing is left of the invoice', () => {
    const order = quoted();
    const history = [back('L1', 4546), back('L2', 2727), back('L3', 2727)].reduce(
      (before, cause) => documented(before, order, cause),
      receipted(order),
    );
    assert.deepEqual(shortly(history), [
      ['partial_return', 3820, 726, 4546],
      ['partial_return', 2292, 435, 2727],
      ['partial_return', 2291, 436, 2727],
    ]);
    assert.deepEqual(leftOfInvoice(stateOf(history)), [{ rate: 190_000, total: 0, tax: 0 }]);
    assert.equal(contentFor(history, order, { kind: 'cancellation' }), undefined);
  });

  it('over everything at once are a full return', () => {
    const order = quoted();
    const lines = [4546, 2727, 2727].map((amount, index) => ({ line: `L${index + 1}`, quantity: 1000, amount }));
    const history = documented(receipted(order), order, { kind: 'return', lines, amount: 10_000 });
    assert.deepEqual(shortly(history), [['full_return', 8403, 1597, 10_000]]);
  });

  it('of a cancellation are over the lines that are left, and over what goodwill left of them', () => {
    const order = quoted();
    const undelivered = { kind: 'undelivered', lines: [{ line: 'L2', quantity: 1000, amount: 2727 }] } as const;
    const causes = [
      { ...undelivered, amount: 2727 },
      { kind: 'discount', amount: 1000 },
      { kind: 'cancellation' },
    ] as const;
    const history = causes.reduce<readonly TaxDocumentEvent[]>(
      (before, cause) => documented(before, order, cause),
      receipted(order),
    );
    assert.deepEqual(
      shortly(history).map(([reason, , , total]) => [reason, total]),
      [
        ['undelivered', 2727],
        ['discount', 1000],
        ['cancellation', 6273],
      ],
    );
    assert.deepEqual(
      notesOf(history)[2]?.lines.map(({ lineId }) => lineId),
      ['L1', 'L3'],
    );
  });

  it('spread goodwill over the rates of what is left', () => {
    const order = orderOf([line('L1', 3000), line('L2', 1000, { taxRate: 0 })]);
    const history = documented(receipted(order), order, { kind: 'discount', amount: 400 });
    assert.deepEqual(
      notesOf(history)[0]?.lines.map(({ lineId, description, taxRate, total, subtotal }) => [
        lineId,
        description,
        taxRate,
        total,
        subtotal,
      ]),
      [
        [null, 'Ajuste de precio', 190_000, 300, 300],
        [null, 'Ajuste de precio', 0, 100, 100],
      ],
    );
  });

  it('take from other rates what goodwill left too little of in their own', () => {
    const order = orderOf([line('L1', 3000), line('L2', 1000, { taxRate: 0 })]);
    const history = [{ kind: 'discount', amount: 400 } as const, back('L1', 3000)].reduce(
      (before, cause: DocumentCause) => documented(before, order, cause),
      receipted(order),
    );
    assert.deepEqual(
      notesOf(history)[1]?.lines.map(({ lineId, taxRate, total }) => [lineId, taxRate, total]),
      [
        ['L1', 190_000, 2700],
        [null, 0, 300],
      ],
    );
  });

  it('are never more than what is left', () => {
    const order = quoted();
    const history = documented(receipted(order), order, { kind: 'discount', amount: 99_999 });
    assert.deepEqual(shortly(history), [['discount', 8403, 1597, 10_000]]);
    assert.equal(contentFor(history, order, back('L1', 4546)), undefined);
  });

  it('need an invoice', () => {
    assert.equal(contentFor([], quoted(), { kind: 'cancellation' }), undefined);
  });
});

describe('debit notes', () => {
  it('are over an amount, at the rates of the invoice, and leave what may be credited alone', () => {
    const order = quoted();
    const increase = { kind: 'increase', amount: 1190, reason: 'Instalación' } as const;
    const history = documented(receipted(order), order, increase);
    const note = contentsOf(history)[1];
    assert.deepEqual([note?.kind, note?.documentType, note?.reasonText], ['debit_note', '56', 'Instalación']);
    assert.deepEqual([note?.totals.net, note?.totals.tax], [1000, 190]);
    assert.equal(note?.lines[0]?.description, 'Instalación');
    assert.deepEqual(leftOfInvoice(stateOf(history)), [{ rate: 190_000, total: 10_000, tax: 1597 }]);
  });
});

/** Some causes for notes: each names lines by index and how much of what is left of them comes back. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('return' as const), line: fc.nat(4), part: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('discount' as const), amount: fc.integer({ min: 1, max: 4000 }) }),
  ),
  { maxLength: 8 },
);

describe('any sequence of credit notes', () => {
  it('takes at most the invoice, by rate in net and in tax; the last one leaves exactly nothing', () => {
    const orders = fc.record({
      lines: fc.array(unpricedLine, { minLength: 1, maxLength: 5 }),
      taxMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
      rounding: fc.constantFrom('by_line' as const, 'by_total' as const),
      coupon: fc.integer({ min: 0, max: 3000 }),
      shipping: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(orders, steps, ({ lines, taxMode, rounding, coupon, shipping: cost }, wanted) => {
        const shipping = { method: 'standard', cost, freeFrom: null, taxRate: 190_000 };
        const named = lines.map((each, index) => ({ ...each, lineId: `L${index + 1}` }));
        const order = orderOf(named, { taxMode, coupons: [off(coupon)], shipping });
        const policy = { ...chile, rounding };
        const returned = order.lines.map(() => 0);
        let history = receipted(order, policy);
        for (const step of wanted) {
          let cause: DocumentCause;
          if (step.kind === 'discount') cause = step;
          else {
            const index = step.line % order.lines.length;
            const { lineId, quantity, total } = order.lines[index]!;
            const rest = quantity - returned[index]!;
            const taken = Math.ceil(rest / step.part);
            if (taken === 0) continue;
            const amount = shareOf(total, quantity, returned[index]!, taken);
            returned[index]! += taken;
            cause = { kind: 'return', lines: [{ line: lineId, quantity: taken, amount }], amount };
          }
          const before = notesOf(history).length;
          const left = sum(leftOfInvoice(stateOf(history)).map(({ total }) => total));
          history = documented(history, order, cause, policy);
          const note = notesOf(history)[before];
          assert.equal(note?.totals.total ?? 0, Math.min(cause.amount, left));
        }
        for (const { total, tax } of leftOfInvoice(stateOf(history))) {
          assert.ok(tax >= 0 && total - tax >= 0);
        }
        history = documented(history, order, { kind: 'cancellation' }, policy);
        const [invoice, ...notes] = contentsOf(history);
        assert.ok(invoice !== undefined);
        const credited = notes.flatMap(({ totals }) => ratesOf(totals));
        for (const { rate, total, tax } of ratesOf(invoice.totals)) {
          const ofRate = credited.filter((each) => each.rate === rate);
          assert.equal(sum(ofRate.map((each) => each.total)), total);
          assert.equal(sum(ofRate.map((each) => each.tax)), tax);
        }
        assert.equal(sum(notes.map(({ totals }) => totals.net)), invoice.totals.net);
        for (const { lines: noteLines } of notes) {
          for (const { net, exempt, tax, total, discount } of noteLines) {
            assert.equal(net + exempt + tax, total);
            assert.ok(Math.min(net, exempt, tax, discount) >= 0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
