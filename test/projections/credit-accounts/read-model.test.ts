import assert from 'node:assert/strict';
import { accountOf, creditEvents, evening, issued, morning, noon, redeemed } from '../support/credits.ts';
import { describeReadModel } from '../support/describe-read-model.ts';

const account = accountOf('c1');
const sample = {
  name: 'credit_accounts',
  category: 'credit',
  id: account,
  events: creditEvents(account),
  begins: { subject: 'a credit account', neverWith: redeemed(account, 1, 0) },
} as const;

describeReadModel('the read model of store credit', sample, (model) => {
  it('keeps the balance and every movement', async () => {
    await model.add(account, ...creditEvents(account));
    await model.project();
    assert.deepEqual(await model.reads.getCreditAccount('demo', account), {
      creditAccountId: account,
      customerId: 'c1',
      currency: 'USD',
      balance: 800,
      version: 3,
      openedAt: morning,
      updatedAt: evening,
    });
    const nothing = { returnId: null, refundId: null, paymentId: null, exchangeOrderId: null };
    const spending = { ...nothing, orderId: 'order-2', paymentId: 'order-2.P1' };
    const from = { ...nothing, orderId: 'order-1', returnId: 'return-1', refundId: 'refund-1' };
    assert.deepEqual(await model.reads.listCreditEntries('demo', account, { limit: 3 }), {
      items: [
        {
          ...spending,
          version: 3,
          type: 'restored',
          amount: 300,
          balance: 800,
          refundId: 'order-2.P1.R1',
          at: evening,
        },
        { ...spending, version: 2, type: 'redeemed', amount: -2000, balance: 500, at: noon },
        { ...from, version: 1, type: 'issued', amount: 2500, balance: 2500, at: morning },
      ],
      next: null,
    });
  });

  it('pages movements, the newest first, up to a hundred at once', async () => {
    const issues = Array.from({ length: 120 }, (_, index) =>
      issued(account, 1, index + 1, { creditId: `refund-${index}`, exchangeOrderId: 'order-9' }),
    );
    await model.add(account, ...issues);
    await model.project();
    const versions = async (page: { limit: number; before?: number }) => {
      const { items, next } = await model.reads.listCreditEntries('demo', account, page);
      return [items.map(({ version }) => version), next];
    };
    assert.deepEqual(await versions({ limit: 2 }), [[120, 119], 119]);
    assert.deepEqual(await versions({ limit: 2, before: 119 }), [[118, 117], 117]);
    assert.deepEqual(await versions({ limit: 2, before: 3 }), [[2, 1], null]);
    assert.deepEqual(await versions({ limit: 2, before: 1 }), [[], null]);
    const [, next] = await versions({ limit: 1000 });
    assert.equal(next, 21, 'a page has at most 100');
    const { items } = await model.reads.listCreditEntries('demo', account, { limit: 1 });
    assert.equal(items[0]?.exchangeOrderId, 'order-9');
  });

  it('lists a customer’s accounts by currency, and shows accounts to their owners only', async () => {
    const [pesos, guests] = [accountOf('c1', 'CLP'), 'USD.order.order-1'];
    await model.add(account, ...creditEvents(account));
    await model.add(pesos, issued(pesos, 9000, 9000, { currency: 'CLP' }));
    await model.add(accountOf('c2'), issued(accountOf('c2'), 1, 1, { customerId: 'c2' }));
    await model.add(guests, issued(guests, 1, 1, { customerId: null }));
    await model.log.add(['credit', 'other', account], ...creditEvents(account));
    await model.project();
    const list = async (organization: string, customerId: string) =>
      (await model.reads.listCreditAccounts(organization, customerId)).map(({ currency, balance }) => [
        currency,
        balance,
      ]);
    assert.deepEqual(await list('demo', 'c1'), [
      ['CLP', 9000],
      ['USD', 800],
    ]);
    assert.deepEqual(await list('other', 'c1'), [['USD', 800]]);
    assert.deepEqual(await list('demo', 'none'), []);
    const found = async (id: string, scope?: { onlyCustomerId: string }) =>
      (await model.reads.getCreditAccount('demo', id, scope))?.balance;
    assert.deepEqual(await found(account, { onlyCustomerId: 'c1' }), 800);
    assert.deepEqual(await found(account, { onlyCustomerId: 'c2' }), undefined);
    assert.deepEqual(await found(guests), 1);
    assert.deepEqual(await found(guests, { onlyCustomerId: 'c1' }), undefined);
  });
});
