import assert from 'node:assert/strict';
import { quoteOfLines } from '../../../domain/pos/balance.ts';
import {
  add,
  after,
  cancel,
  complete,
  given,
  giveBack,
  identify,
  lineOf,
  minute,
  open,
  opening,
  otherTill,
  pay,
  resume,
  shiftClosed,
  stockShort,
  suspend,
  till,
  transactionAfter,
  transactionId,
} from './transactions.ts';

const mug = lineOf('L1', 9995, 2000);
const selling = () => after(open, add(mug), identify('c-1'), pay(20_000));

describe('a transaction', () => {
  it('opens once', () => {
    const opened = given([])
      .when(open)
      .then([{ type: 'PosTransactionOpened', data: opening }]);
    given(opened)
      .when({ ...open, ...otherTill })
      .then([]);
  });

  it('is put aside, and goes on at any till of its store', () => {
    const opened = after(open, add(mug));
    const suspended = given(opened)
      .when(suspend)
      .then([{ type: 'PosTransactionSuspended', data: { transactionId, note: 'forgot the wallet', at: minute(4) } }]);
    given(suspended).when(suspend).then([]);
    const resumed = given(suspended)
      .when(resume(otherTill))
      .then([{ type: 'PosTransactionResumed', data: { transactionId, ...otherTill, at: minute(5) } }]);
    given(resumed).when(resume(otherTill)).then([]);
    const { status, shiftId } = transactionAfter(open, add(mug), suspend, resume(otherTill));
    assert.deepEqual([status, shiftId], ['open', 'shift-2']);
    for (const change of [{ tillId: 't' }, { shiftId: 's' }, { cashierId: 'c' }]) {
      given(resumed)
        .when(resume({ ...otherTill, ...change }))
        .then({
          kind: 'wrong_state',
          code: 'invalid_transition',
          details: { status: 'open', command: 'ResumePosTransaction', allowed_from: ['suspended'] },
        });
    }
  });

  it('stays in its store, and in the drawer that was paid into', () => {
    given(after(open, suspend))
      .when(resume({ ...till, localId: null }))
      .then({ kind: 'rule', code: 'other_store', details: { local_id: 'store-1' } });
    given(selling()).when(suspend).then({ kind: 'rule', code: 'payments_taken' });
  });

  it('is complete once it is paid, with everything that follows from it', () => {
    const sold = given(selling())
      .when(complete)
      .then([
        {
          type: 'PosTransactionCompleted',
          data: {
            transactionId,
            ...till,
            customerId: 'c-1',
            quote: quoteOfLines({ currency: 'CLP', taxMode: 'inclusive', lines: [mug] }),
            lines: [mug],
            tenders: [
              {
                paymentId: 'pos-1.P1',
                method: 'cash',
                amount: 19_990,
                tendered: 20_000,
                change: 10,
                reference: null,
              },
            ],
            cashRounding: 0,
            origin: 'online',
            digest: null,
            at: minute(8),
          },
        },
      ]);
    given(sold).when(complete).then([]);
  });

  it('is not complete with nothing in it, or something due', () => {
    given(after(open)).when(complete).then({ kind: 'rule', code: 'empty_transaction' });
    given(after(open, add(mug), pay(10_000, 'card_local')))
      .when(complete)
      .then({ kind: 'rule', code: 'payment_due', details: { due: '9990', due_in_cash: '9990' } });
  });

  it('that costs nothing is complete without money', () => {
    given(after(open, add(lineOf('L1', 0))))
      .when(complete)
      .events();
  });

  it('that is given up gives the money back', () => {
    const facts = { reason: 'changed their mind', voidedBy: 'cashier-1', approvedBy: null, wasCompleted: false };
    const [tender] = transactionAfter(open, add(mug), identify('c-1'), pay(20_000)).tenders;
    const voided = given(selling())
      .when(cancel())
      .then([
        {
          type: 'PosTransactionVoided',
          data: {
            transactionId,
            ...till,
            ...facts,
            customerId: 'c-1',
            currency: 'CLP',
            total: 19_990,
            tax: 3192,
            discount: 0,
            lines: [{ variantId: 'variant-L1', quantity: 2000 }],
            tenders: [tender!],
            cashRounding: 0,
            at: minute(9),
          },
        },
      ]);
    given(voided).when(cancel()).then([]);
    const [event] = given(after(open, add(mug), pay(20_000), giveBack(), suspend))
      .when(cancel())
      .events();
    assert.ok(event?.type === 'PosTransactionVoided');
    assert.deepEqual(event.data.tenders, []);
  });

  it('that is complete is taken back whole, if it is approved, from the drawer that it is done at', () => {
    const sold = after(open, add({ ...mug, quantity: 1000 }), pay(10_000), complete);
    given(sold).when(cancel()).then({ kind: 'rule', code: 'approval_required' });
    const [here] = given(sold).when(cancel('manager-1')).events();
    assert.ok(here?.type === 'PosTransactionVoided');
    const { wasCompleted, approvedBy, shiftId, total, cashRounding, tenders } = here.data;
    assert.deepEqual(
      [wasCompleted, approvedBy, shiftId, total, cashRounding, tenders[0]?.amount],
      [true, 'manager-1', 'shift-1', 9995, -5, 9990],
    );
    const [there] = given(sold)
      .when({ ...cancel('manager-1'), till: otherTill })
      .events();
    assert.ok(there?.type === 'PosTransactionVoided');
    assert.equal(there.data.shiftId, 'shift-2');
  });
});

describe('what comes after a sale', () => {
  const sold = () => after(open, add(mug), pay(20_000), complete);

  it('is what the stock was short of, once', () => {
    const short = given(sold())
      .when(stockShort)
      .then([{ type: 'PosStockShort', data: { transactionId, lines: stockShort.lines, at: minute(30) } }]);
    given(short).when(stockShort).then([]);
    given(sold())
      .when({ ...stockShort, lines: [] })
      .then([]);
  });

  it('is each conflict, once, also when it was taken back', () => {
    const { conflictId, conflict } = shiftClosed;
    const recorded = given([...sold(), ...given(sold()).when(cancel('manager-1')).events()])
      .when(shiftClosed)
      .then([{ type: 'PosConflictRecorded', data: { transactionId, conflictId, conflict, at: minute(30) } }]);
    given(recorded).when(shiftClosed).then([]);
  });
});
