import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PosCommand } from '../../../domain/pos/commands.ts';
import { posDecider } from '../../../domain/pos/decider.ts';
import type { PosEvent, PosReturn } from '../../../domain/pos/events.ts';
import { sum } from '../../../domain/shared/money.ts';
import {
  add,
  after,
  cancel,
  complete,
  given,
  identify,
  lineOf,
  offlineVoid,
  open,
  otherTill,
  pay,
  promotion,
  stateOf,
  takeBack,
  typesOf,
} from './transactions.ts';

/** Three of 3335 and cheese for 4995: 15000, of which 9990 is charged to a card and 5010 paid in cash. */
const sold = after(
  open,
  add(lineOf('L1', 3335, 3000)),
  add(lineOf('L2', 14_271, 350)),
  pay(9990, 'card_local'),
  pay(10_000, 'cash', 'pos-1.P2'),
  complete,
);

const returnsOf = (history: readonly PosEvent[]): readonly PosReturn[] => {
  const state = stateOf(history);
  assert.ok(state.exists);
  return state.returns;
};

describe('goods that come back to a till', () => {
  it('are paid back with what they were paid for', () => {
    const history = given(sold)
      .when({ ...takeBack({ L1: 1000, L2: 100 }, 'card_local'), till: otherTill })
      .then([
        {
          type: 'PosItemsReturned',
          data: {
            transactionId: 'pos-1',
            returnId: 'pos-1.R1',
            ...otherTill,
            reason: 'too small',
            returnedBy: 'cashier-1',
            approvedBy: 'manager-1',
            customerId: null,
            currency: 'CLP',
            lines: [
              {
                lineId: 'L1',
                variantId: 'variant-L1',
                quantity: 1000,
                total: 3335,
                tax: 533,
                discount: 0,
                restock: true,
              },
              {
                lineId: 'L2',
                variantId: 'variant-L2',
                quantity: 100,
                total: 1428,
                tax: 228,
                discount: 0,
                restock: true,
              },
            ],
            total: 4763,
            tax: 761,
            discount: 0,
            left: 10_237,
            refund: { method: 'card_local', amount: 4763, reference: null },
            cashRounding: 0,
            at: takeBack({}).at,
          },
        },
      ]);
    given(history)
      .when(takeBack({ L1: 3000 }))
      .then([]);
    assert.equal(returnsOf(history).length, 1);
  });

  it('are no more than was sold and has not come back before', () => {
    const refusal = (details: Readonly<Record<string, unknown>>) =>
      ({ kind: 'rule', code: 'quantity_exceeds_sold', details }) as const;
    given(sold)
      .when(takeBack({ L1: 3001 }))
      .then(refusal({ line: 'L1', returnable: 3 }));
    const once = [
      ...sold,
      ...given(sold)
        .when(takeBack({ L1: 2000 }))
        .events(),
    ];
    given(once)
      .when(takeBack({ L1: 1500 }, 'cash', 'r-2'))
      .then(refusal({ line: 'L1', returnable: 1 }));
    const all = [
      ...once,
      ...given(once)
        .when(takeBack({ L1: 1000 }, 'cash', 'r-2'))
        .events(),
    ];
    given(all)
      .when(takeBack({ L1: 1 }, 'cash', 'r-3'))
      .then(refusal({ line: 'L1', returnable: 0 }));
  });

  it('are refused without approval, without goods, of lines that there are not, or twice in one return', () => {
    const one = takeBack({ L1: 1000 });
    given(sold)
      .when({ ...one, approvedBy: null })
      .then({ kind: 'rule', code: 'approval_required' });
    given(sold).when(takeBack({})).then({ kind: 'rule', code: 'empty_return' });
    given(sold)
      .when(takeBack({ L3: 1000 }))
      .then({ kind: 'not_found', code: 'unknown_line', details: { line: 'L3' } });
    given(sold)
      .when({ ...one, lines: [...one.lines, ...one.lines] })
      .then({ kind: 'rule', code: 'duplicate_line', details: { line: 'L1' } });
    for (const quantity of [0, -1000, 0.5]) {
      given(sold)
        .when(takeBack({ L1: quantity }))
        .then({ kind: 'rule', code: 'invalid_quantity', details: { line: 'L1' } });
    }
  });

  it('are paid in coins that there are, whose rounding the next return makes up for', () => {
    const cash = after(open, add(lineOf('L1', 4998, 2000)), pay(10_000), complete);
    const first = given(cash)
      .when(takeBack({ L1: 500 }, 'cash', 'r-1'))
      .events();
    const second = given([...cash, ...first])
      .when(takeBack({ L1: 500 }, 'cash', 'r-2'))
      .events();
    const third = given([...cash, ...first, ...second])
      .when(takeBack({ L1: 1000 }, 'cash', 'r-3'))
      .events();
    // 9996 were paid as 10000; 2499 are 2500, 4998 so far are 5000, and the rest is what is left of the 10000
    assert.deepEqual(
      returnsOf([...cash, ...first, ...second, ...third]).map(({ total, refund, cashRounding }) => [
        total,
        refund.amount,
        cashRounding,
      ]),
      [
        [2499, 2500, 1],
        [2499, 2500, 1],
        [4998, 5000, 2],
      ],
    );
  });

  it('give store credit to the customer’s account, or to one of the sale’s own', () => {
    const credit = (...before: readonly PosCommand[]) => {
      const history = after(open, add(lineOf('L1', 9990)), ...before, pay(9990), complete);
      const [event] = given(history)
        .when(takeBack({ L1: 1000 }, 'store_credit'))
        .events();
      assert.ok(event?.type === 'PosItemsReturned');
      return event.data.refund.credit;
    };
    assert.deepEqual(credit(identify('c-1')), { creditAccountId: 'CLP.customer.c-1', customerId: 'c-1' });
    assert.deepEqual(credit(), { creditAccountId: 'CLP.order.pos-1', customerId: null });
  });

  it('leave no sale to be voided whole', () => {
    const returned = [
      ...sold,
      ...given(sold)
        .when(takeBack({ L1: 1000 }))
        .events(),
    ];
    given(returned).when(cancel('manager-1')).then({ kind: 'rule', code: 'items_returned' });
    // a till that was cut off could not know
    const recorded = given(returned).when(offlineVoid).events();
    assert.deepEqual(typesOf(recorded), ['PosTransactionVoided', 'PosConflictRecorded']);
    const [voided, conflict] = recorded;
    assert.ok(voided?.type === 'PosTransactionVoided' && conflict?.type === 'PosConflictRecorded');
    assert.deepEqual(voided.data.lines, [
      { variantId: 'variant-L1', quantity: 2000 },
      { variantId: 'variant-L2', quantity: 350 },
    ]);
    assert.deepEqual(conflict.data.conflict, { kind: 'returned_before', returnIds: ['pos-1.R1'] });
    given([...returned, ...recorded])
      .when(takeBack({ L1: 1000 }, 'cash', 'r-2'))
      .then({
        kind: 'wrong_state',
        code: 'invalid_transition',
        details: { status: 'voided', command: 'ReturnPosItems', allowed_from: ['completed'] },
      });
  });

  const line = fc.record({
    unitPrice: fc.nat(30_000),
    quantity: fc.constantFrom(350, 1000, 3000),
    off: fc.nat(300),
  });

  /** A sale paid in one way, and how its goods come back: a thousandth part of each line after the other. */
  const day = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    method: fc.constantFrom('cash' as const, 'card_local' as const),
    parts: fc.array(fc.record({ line: fc.nat(3), of: fc.integer({ min: 1, max: 1000 }) }), { maxLength: 12 }),
    refund: fc.constantFrom('same' as const, 'store_credit' as const),
  });

  it('give back exactly what was paid, however they are split, and never more than was sold', () => {
    fc.assert(
      fc.property(day, ({ lines, method, parts, refund }) => {
        const priced = lines.map(({ unitPrice, quantity, off }, index) => {
          const most = Math.min(off, Math.floor((unitPrice * quantity) / 1000));
          return lineOf(`L${index + 1}`, unitPrice, quantity, most === 0 ? [] : [promotion('some', most)]);
        });
        let history: readonly PosEvent[] = after(open, ...priced.map(add));
        const due = method === 'cash' ? 1_000_000 : totalOf(history);
        if (due > 0) {
          const paying = posDecider.decide(pay(due, method), stateOf(history));
          if (paying.ok) history = [...history, ...paying.events];
        }
        const completed = posDecider.decide(complete, stateOf(history));
        fc.pre(completed.ok);
        history = [...history, ...completed.events];
        const how = refund === 'same' ? method : refund;
        const left = new Map(priced.map(({ lineId, quantity }) => [lineId, quantity]));
        const bring = (goods: Readonly<Record<string, number>>, index: number) => {
          history = [
            ...history,
            ...given(history)
              .when(takeBack(goods, how, `r-${index}`))
              .events(),
          ];
        };
        for (const [index, { line: number, of }] of parts.entries()) {
          const lineId = `L${(number % priced.length) + 1}`;
          const quantity = Math.ceil(((left.get(lineId) ?? 0) * of) / 1000);
          if (quantity === 0) continue;
          left.set(lineId, (left.get(lineId) ?? 0) - quantity);
          bring({ [lineId]: quantity }, index);
          const more = { [lineId]: (left.get(lineId) ?? 0) + 1 };
          const tooMuch = posDecider.decide(takeBack(more, how, 'more'), stateOf(history));
          assert.ok(!tooMuch.ok && tooMuch.rejection.code === 'quantity_exceeds_sold');
        }
        const rest = Object.fromEntries([...left].filter(([, quantity]) => quantity > 0));
        if (Object.keys(rest).length > 0) bring(rest, 99);

        const state = stateOf(history);
        assert.ok(state.exists && state.sale !== null);
        const paid = sum(state.tenders.map(({ amount }) => amount));
        const { total, tax, discount } = state.sale.quote.totals;
        const { returns, sale } = state;
        assert.equal(sum(returns.map((each) => each.refund.amount)), paid);
        assert.equal(sum(returns.map((each) => each.total)), total);
        assert.equal(sum(returns.map((each) => each.tax)), tax);
        assert.equal(sum(returns.map((each) => each.discount)), discount);
        assert.equal(sum(returns.map((each) => each.cashRounding)), sale.cashRounding);
        assert.equal(returns.at(-1)?.left, 0);
        assert.ok(returns.every((each) => each.refund.amount >= 0 && each.total >= 0));
        if (how === 'cash') assert.ok(returns.every((each) => each.refund.amount % 10 === 0));
      }),
      { numRuns: 300 },
    );
  });
});

const totalOf = (history: readonly PosEvent[]): number =>
  sum(
    history.flatMap((event) =>
      event.type === 'PosItemAdded'
        ? Math.round((event.data.line.unitPrice * event.data.line.quantity) / 1000) - event.data.line.discount
        : [],
    ),
  );
