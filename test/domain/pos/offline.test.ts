import assert from 'node:assert/strict';
import type { PosConflict, PosEvent } from '../../../domain/pos/events.ts';
import { quoteOfLines } from '../../../domain/pos/balance.ts';
import {
  add,
  after,
  cancel,
  complete,
  given,
  lineOf,
  minute,
  offlineSale,
  offlineVoid,
  open,
  otherTill,
  pay,
  promotion,
  stateOf,
  suspend,
  till,
  transactionAfter,
  transactionId,
  typesOf,
} from './transactions.ts';

const conflictsOf = (events: readonly PosEvent[]): readonly PosConflict[] =>
  events.flatMap((event) => (event.type === 'PosConflictRecorded' ? [event.data.conflict] : []));

describe('a sale that a till made while it was cut off', () => {
  it('stands as it is said, once', () => {
    const { lines, quote, tenders } = offlineSale();
    const sold = given([])
      .when(offlineSale())
      .then([
        {
          type: 'PosTransactionCompleted',
          data: {
            transactionId,
            ...till,
            customerId: null,
            quote,
            lines,
            tenders,
            cashRounding: 0,
            origin: 'offline',
            digest: 'digest-1',
            at: minute(10),
          },
        },
      ]);
    given(sold)
      .when(offlineSale({ at: minute(40) }))
      .then([]);
  });

  it('keeps what the engine would have done otherwise beside it', () => {
    const conflicts: readonly PosConflict[] = [
      { kind: 'price_differs', lineId: 'L1', paid: 9990, now: 10_990 },
      { kind: 'unknown_product', lineId: 'L1', variantId: 'variant-L1' },
      { kind: 'customer_unknown', customerId: 'c-9' },
    ];
    const recorded = given([]).when(offlineSale({ conflicts })).events();
    assert.deepEqual(conflictsOf(recorded), conflicts);
    assert.deepEqual(
      recorded.flatMap((event) => (event.type === 'PosConflictRecorded' ? [event.data.conflictId] : [])),
      ['pos-1.price_differs.L1', 'pos-1.unknown_product.L1', 'pos-1.customer_unknown'],
    );
  });

  it('is one sale: another one under its id is a conflict, once for each', () => {
    const sold = after(offlineSale());
    const other = offlineSale({ digest: 'digest-2', lines: [lineOf('L1', 5000)] });
    const recorded = given(sold)
      .when(other)
      .then([
        {
          type: 'PosConflictRecorded',
          data: {
            transactionId,
            conflictId: 'pos-1.content_differs.digest-2',
            conflict: { kind: 'content_differs', digest: 'digest-2' },
            at: minute(10),
          },
        },
      ]);
    given(recorded).when(other).then([]);
    assert.equal(
      given(recorded)
        .when(offlineSale({ digest: 'digest-3' }))
        .events().length,
      1,
    );
    const state = stateOf(recorded);
    assert.ok(state.exists);
    assert.equal(state.sale?.digest, 'digest-1');
  });

  it('stands where its sums are not those of its lines', () => {
    const lines = [lineOf('L1', 9990)];
    const right = quoteOfLines({ currency: 'CLP', taxMode: 'inclusive', lines });
    const wrongTotals = (['subtotal', 'discount', 'tax', 'shipping', 'total'] as const).map((field) => ({
      ...right,
      totals: { ...right.totals, [field]: right.totals[field] + 1 },
    }));
    const lessTax = {
      ...right,
      lines: right.lines.map((line) => ({ ...line, tax: 0 })),
      totals: { ...right.totals, tax: 0 },
    };
    for (const quote of [...wrongTotals, lessTax]) {
      const recorded = given([])
        .when(offlineSale({ lines, quote, tenders: offlineSale().tenders }))
        .events();
      assert.deepEqual(typesOf(recorded), ['PosTransactionCompleted', 'PosConflictRecorded']);
      assert.deepEqual(conflictsOf(recorded), [{ kind: 'totals_differ', claimed: quote.totals.total, worked: 9990 }]);
    }
  });

  it('stands where its tenders are not worth its total', () => {
    const recorded = given([])
      .when(offlineSale({ cashRounding: -5 }))
      .events();
    assert.deepEqual(conflictsOf(recorded), [{ kind: 'totals_differ', claimed: 9990, worked: 9995 }]);
    const lines = [lineOf('L1', 9995, 1000)];
    const tenders = offlineSale().tenders;
    assert.deepEqual(
      conflictsOf(
        given([])
          .when(offlineSale({ lines, tenders, cashRounding: -5 }))
          .events(),
      ),
      [],
    );
  });

  it('with promotions adds up', () => {
    const lines = [lineOf('L1', 9990, 2000, [promotion('two-for-one', 9990)])];
    assert.deepEqual(typesOf(given([]).when(offlineSale({ lines })).events()), ['PosTransactionCompleted']);
  });

  it('finishes what was begun while there was a line', () => {
    for (const begun of [after(open, add(lineOf('L1', 5000)), pay(1000)), after(open, suspend)]) {
      const recorded = given(begun).when(offlineSale());
      assert.deepEqual(typesOf(recorded.events()), ['PosTransactionCompleted']);
      const state = recorded.state();
      assert.ok(state.exists);
      assert.deepEqual(
        [state.status, state.lines, state.tenders],
        ['completed', offlineSale().lines, offlineSale().tenders],
      );
    }
  });

  it('is made though it was given up here meanwhile', () => {
    const given_up = after(open, add(lineOf('L1', 5000)), cancel());
    const state = given(given_up).when(offlineSale()).state();
    assert.ok(state.exists);
    assert.equal(state.status, 'completed');
  });

  it('is the one that was completed here, if the till only missed the answer', () => {
    const sold = after(open, add(lineOf('L1', 9990)), pay(9990), complete);
    given(sold).when(offlineSale()).then([]);
    const further = [
      offlineSale({ lines: [lineOf('L1', 9990, 2000)] }),
      offlineSale({ lines: [lineOf('L2', 9990)] }),
      offlineSale({ lines: [lineOf('L1', 9980)], tenders: offlineSale().tenders }),
      offlineSale({ tenders: offlineSale().tenders.map((tender) => ({ ...tender, method: 'card_local' })) }),
      offlineSale({ tenders: offlineSale().tenders.map((tender) => ({ ...tender, amount: 9980 })) }),
    ];
    for (const other of further) {
      assert.deepEqual(conflictsOf(given(sold).when(other).events()), [
        { kind: 'content_differs', digest: 'digest-1' },
      ]);
    }
  });
});

describe('a void that a till made while it was cut off', () => {
  const announced = () => after(offlineVoid);
  const voided = { reason: 'wrong item', voidedBy: 'cashier-2', approvedBy: null };

  it('takes the sale back, once, without asking who allowed it', () => {
    const recorded = given(after(offlineSale())).when(offlineVoid);
    const [event] = recorded.events();
    assert.ok(event?.type === 'PosTransactionVoided');
    const { wasCompleted, shiftId, total, at } = event.data;
    assert.deepEqual([wasCompleted, shiftId, total, at], [true, 'shift-2', 9990, minute(20)]);
    given(after(offlineSale(), offlineVoid)).when(offlineVoid).then([]);
    given(after(offlineSale(), offlineVoid)).when(offlineSale()).then([]);
  });

  it('waits for its sale', () => {
    given([])
      .when(offlineVoid)
      .then([{ type: 'PosVoidAnnounced', data: { transactionId, ...otherTill, ...voided, at: minute(20) } }]);
    given(announced()).when(offlineVoid).then([]);
    given(announced()).when(complete).then({ kind: 'not_found', code: 'pos_not_found' });
    const conflict: PosConflict = { kind: 'customer_unknown', customerId: 'c-9' };
    const sale = offlineSale({ conflicts: [conflict] });
    const recorded = given(announced()).when(sale);
    assert.deepEqual(typesOf(recorded.events()), [
      'PosTransactionCompleted',
      'PosTransactionVoided',
      'PosConflictRecorded',
    ]);
    const saleFirst = after(sale, offlineVoid);
    assert.deepEqual(recorded.events()[1], saleFirst.at(-1));
    assert.deepEqual(recorded.state(), stateOf(saleFirst));
  });

  it('waits for its sale also where something is open, or was given up, under its id', () => {
    for (const [begun, events] of [
      [after(open), ['PosVoidAnnounced', 'PosTransactionVoided']],
      [after(open, suspend), ['PosVoidAnnounced', 'PosTransactionVoided']],
      [after(open, cancel()), ['PosVoidAnnounced']],
    ] as const) {
      const recorded = given(begun).when(offlineVoid).events();
      assert.deepEqual(typesOf(recorded), events);
      given([...begun, ...recorded])
        .when(offlineVoid)
        .then([]);
      const end = given([...begun, ...recorded]).when(offlineSale());
      assert.deepEqual(typesOf(end.events()), ['PosTransactionCompleted', 'PosTransactionVoided']);
      const saleFirst = given([...begun, ...given(begun).when(offlineSale()).events()]).when(offlineVoid);
      assert.deepEqual(end.state(), saleFirst.state());
    }
  });

  it('is kept where the transaction is opened afterwards', () => {
    assert.deepEqual(transactionAfter(offlineVoid, open).announcedVoid, {
      ...otherTill,
      ...voided,
      at: minute(20),
    });
  });
});
