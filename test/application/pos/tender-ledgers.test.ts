import assert from 'node:assert/strict';
import { tenderLedgers } from '../../../application/pos/tender-ledgers.ts';
import { account, tillFixture } from './till-fixture.ts';

const amount = 3000;

/** The ledgers, and a payment of 3000 of each kind. */
const bedWithTenders = async () => {
  const fixture = await tillFixture();
  await fixture.give(5000);
  const payment = { organizationId: 'demo', transactionId: 'pos-1', paymentId: 'p', amount };
  return {
    ...fixture,
    ledgers: tenderLedgers(fixture),
    credit: { ...payment, settlement: { kind: 'store_credit', creditAccountId: account, customerId: 'c1' } },
    points: { ...payment, settlement: { kind: 'loyalty', customerId: 'c1', points: amount } },
  } as const;
};

describe('the ledgers of tenders', () => {
  it('take once and give back once, each payment by itself', async () => {
    const { ledgers, credit, points, balance, customers } = await bedWithTenders();
    for (const tender of [credit, credit, points, points]) {
      assert.deepEqual(await ledgers.take(tender, 'CLP'), { ok: true });
    }
    assert.deepEqual([await balance(), customers.points('c1')], [2000, 17_000]);
    // the same name, in another sale
    assert.deepEqual(await ledgers.take({ ...credit, transactionId: 'pos-2' }, 'CLP'), {
      ok: false,
      reason: 'insufficient_store_credit',
    });
    for (const tender of [credit, credit, points, points]) await ledgers.giveBack(tender);
    assert.deepEqual([await balance(), customers.points('c1')], [5000, 20_000]);
  });

  it('do not take again what went back: it pays for nothing', async () => {
    const { ledgers, credit, balance } = await bedWithTenders();
    await ledgers.take(credit, 'CLP');
    await ledgers.giveBack(credit);
    assert.deepEqual(await ledgers.take(credit, 'CLP'), { ok: false, reason: 'given_back' });
    assert.equal(await balance(), 5000);
  });

  it('give nothing back of what was never taken', async () => {
    const { ledgers, credit, points, balance, customers } = await bedWithTenders();
    const unknown = { ...credit, settlement: { ...credit.settlement, creditAccountId: 'CLP.customer.nobody' } };
    for (const tender of [credit, unknown, points]) await ledgers.giveBack(tender);
    assert.deepEqual([await balance(), customers.points('c1')], [5000, 20_000]);
    assert.deepEqual(await ledgers.take(unknown, 'CLP'), { ok: false, reason: 'credit_not_found' });
    assert.deepEqual(await ledgers.take(points, 'CLP'), { ok: false, reason: 'insufficient_points' });
  });

  it('say so if an amount is not the one that was taken: that is for people to look at', async () => {
    const { ledgers, credit } = await bedWithTenders();
    await ledgers.take(credit, 'CLP');
    await assert.rejects(ledgers.giveBack({ ...credit, amount: 9999 }), /pos-1\/p does not go back/);
  });
});
