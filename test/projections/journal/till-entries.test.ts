import assert from 'node:assert/strict';
import type { PosEvent } from '../../../domain/pos/events.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { evolveJournal, type Journal } from '../../../projections/journal/evolve.ts';
import { givenUp, returnOfSale, sale, voidOfSale } from '../../domain/processes/sales.ts';
import { after, close, move, open } from '../../domain/shift/shifts.ts';

/** Entries, each in one line: `sale at a till: cash 14990, receivable -14990`. */
const entriesOf = (events: readonly (PosEvent | TillShiftEvent)[]): readonly string[] =>
  events
    .reduce<Journal | undefined>(
      (journal, event, index) => evolveJournal(journal, event, { id: `event ${index}` }),
      undefined,
    )!
    .entries.map(({ orderNumber, description, lines }) => {
      assert.equal(
        lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0),
        0,
        description,
      );
      const amounts = lines.map(({ account, debit, credit }) => `${account} ${debit - credit}`);
      return `${orderNumber} ${description}: ${amounts.join(', ')}`;
    });

describe('journal entries of a till', () => {
  it('put what each tender brought where it is, and what coins rounded off apart', () => {
    assert.equal(sale().data.quote.totals.total, 19_990);
    assert.deepEqual(entriesOf([sale()]), [
      'POS-POS-1 sale at a till: card_terminal 4995, cash 14990, receivable -19990, cash_rounding 5',
    ]);
  });

  it('know store credit for the debt that it was, and points for points', () => {
    const { type, data } = sale();
    const tenders = [
      { ...data.tenders[0]!, method: 'store_credit', amount: 15_000 } as const,
      { ...data.tenders[1]!, method: 'loyalty', amount: 4990 } as const,
    ];
    assert.deepEqual(entriesOf([{ type, data: { ...data, tenders, cashRounding: 0 } }]), [
      'POS-POS-1 sale at a till: store_credit_liability 15000, loyalty_points 4990, receivable -19990',
    ]);
  });

  it('take all of it back with a void, and nothing with one of a sale that never was', () => {
    assert.deepEqual(entriesOf([voidOfSale()]), [
      'POS-POS-1 void at a till: card_terminal -4995, cash -14990, receivable 19990, cash_rounding -5',
    ]);
    assert.deepEqual(entriesOf([givenUp()]), []);
  });

  it('pay for goods that come back, in the way that was agreed', () => {
    assert.deepEqual(
      [returnOfSale(), returnOfSale('store_credit')].flatMap((event) => entriesOf([event])),
      [
        'POS-POS-1 return at a till: cash -7490, receivable 7493, cash_rounding -3',
        'POS-POS-1 return at a till: store_credit_liability -7493, receivable 7493',
      ],
    );
  });

  it('are made of a drawer once it is counted: what people moved, and what is missing', () => {
    const counted = after(open, move('m1', 'in', 10_000), move('m2', 'out', 30_000), close(29_900));
    assert.deepEqual(entriesOf(counted.slice(0, -1)), []);
    assert.deepEqual(entriesOf(counted), [
      'TILL-till-1 drawer counted: cash -20100, cash_movements 20000, cash_over_short 100',
    ]);
  });

  it('are none of a drawer that no one touched and that is right', () => {
    assert.deepEqual(entriesOf(after(open, close(50_000))), []);
  });

  it('follow for what a till records after the count', () => {
    const late = after(open, close(50_000), move('m1', 'out', 700, true), move('m2', 'in', 200, true));
    assert.deepEqual(entriesOf(late), [
      'TILL-till-1 cash out m1: cash -700, cash_movements 700',
      'TILL-till-1 cash in m2: cash 200, cash_movements -200',
    ]);
  });
});
