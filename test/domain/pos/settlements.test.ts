import {
  add,
  after,
  cancel,
  complete,
  given,
  giveBack,
  lineOf,
  minute,
  offlineSale,
  open,
  pay,
  payFrom,
  points,
  settled,
  storeCredit,
  transactionId,
  typesOf,
} from './transactions.ts';
import assert from 'node:assert/strict';

const paymentId = `${transactionId}.P1`;
const promised = () => after(open, add(lineOf('L1', 9990)), payFrom(storeCredit, 9990));
const settling = [{ type: 'PosPaymentSettled', data: { transactionId, paymentId, at: minute(7) } }] as const;

describe('a payment that another ledger settles', () => {
  it('says what it takes, and of whom', () => {
    const taken = { transactionId, paymentId, amount: 9990, tendered: 9990, change: 0, reference: null, at: minute(6) };
    for (const settlement of [storeCredit, points(9990)]) {
      given(after(open, add(lineOf('L1', 9990))))
        .when(payFrom(settlement, 9990))
        .then([{ type: 'PosPaymentTaken', data: { ...taken, method: settlement.kind, settlement } }]);
    }
  });

  it('is a promise until it is settled, once: a sale on promises alone is not complete', () => {
    given(promised())
      .when(complete)
      .then({ kind: 'rule', code: 'payment_unsettled', details: { payments: [paymentId] } });
    const kept = [
      ...promised(),
      ...given(promised())
        .when(settled())
        .then([...settling]),
    ];
    given(kept).when(settled()).then([]);
    assert.deepEqual(typesOf(given(kept).when(complete).events()), ['PosTransactionCompleted']);
  });

  it('that is refused goes back with the reason, and is due again', () => {
    const data = { transactionId, paymentId, amount: 9990, settlement: storeCredit, at: minute(7) };
    const refused = given(promised())
      .when({ ...giveBack(), reason: 'insufficient_store_credit' })
      .then([{ type: 'PosPaymentReturned', data: { ...data, reason: 'insufficient_store_credit' } }]);
    given([...promised(), ...refused])
      .when(complete)
      .then({ kind: 'rule', code: 'payment_due', details: { due: '9990', due_in_cash: '9990' } });
    given([...promised(), ...refused])
      .when(giveBack())
      .then([]);
  });

  it('may be settled after it was given back, or all was given up: then its ledger has to give it back', () => {
    const returned = [...promised(), ...given(promised()).when(giveBack()).events()];
    given(returned)
      .when(settled())
      .then([...settling]);
    const voided = [...promised(), ...given(promised()).when(cancel()).events()];
    given(voided)
      .when(settled())
      .then([...settling]);
    given(voided)
      .when(settled('pos-1.P9'))
      .then({ kind: 'not_found', code: 'unknown_payment', details: { id: 'pos-1.P9' } });
  });

  it('is given back if the till, cut off, finished the sale without it', () => {
    const data = { transactionId, paymentId, amount: 9990, reason: 'not_in_sale', settlement: storeCredit };
    const cash = { ...offlineSale().tenders[0]!, paymentId: 'pos-1.P2' };
    const recorded = given(promised())
      .when(offlineSale({ tenders: [cash] }))
      .events();
    assert.deepEqual(typesOf(recorded), ['PosPaymentReturned', 'PosTransactionCompleted']);
    assert.deepEqual(recorded[0], { type: 'PosPaymentReturned', data: { ...data, at: minute(10) } });
  });

  it('stays if the till records it, as cash and cards are the till’s to record', () => {
    const tender = { ...offlineSale().tenders[0]!, method: 'store_credit', settlement: storeCredit } as const;
    assert.deepEqual(
      typesOf(
        given(promised())
          .when(offlineSale({ tenders: [tender] }))
          .events(),
      ),
      ['PosTransactionCompleted'],
    );
    const inCash = after(open, add(lineOf('L1', 9990)), pay(5000, 'cash', 'pos-1.P7'));
    assert.deepEqual(typesOf(given(inCash).when(offlineSale()).events()), ['PosTransactionCompleted']);
  });

  it('that was given back here pays for nothing, though the till still counts it', () => {
    const tender = { ...offlineSale().tenders[0]!, method: 'store_credit', settlement: storeCredit } as const;
    const kept = [...promised(), ...given(promised()).when(settled()).events()];
    const refused = { kind: 'tender_refused', paymentId, reason: 'given_back' };
    for (const gone of [cancel(), giveBack()]) {
      const recorded = given([...kept, ...given(kept).when(gone).events()])
        .when(offlineSale({ tenders: [tender] }))
        .events();
      assert.deepEqual(typesOf(recorded), ['PosTransactionCompleted', 'PosConflictRecorded']);
      assert.deepEqual(
        recorded.flatMap(({ type, data }) => (type === 'PosConflictRecorded' ? data.conflict : [])),
        [refused],
      );
      // one that was not taken may still be
      const unsettled = [...promised(), ...given(promised()).when(gone).events()];
      assert.deepEqual(
        typesOf(
          given(unsettled)
            .when(offlineSale({ tenders: [tender] }))
            .events(),
        ),
        ['PosTransactionCompleted'],
      );
    }
  });
});
