import assert from 'node:assert/strict';
import { sandboxCoupons } from '../../../adapters/sandbox/coupons.ts';

describe('sandbox coupons', () => {
  it('finds a percentage in any case', async () => {
    const welcome = { code: 'WELCOME10', kind: 'percentage', rate: 100_000, minimumSpend: 0, expiresAt: null };
    assert.deepEqual(await sandboxCoupons.find('demo', 'welcome10', 'GBP'), welcome);
    assert.deepEqual(await sandboxCoupons.find('other', 'WELCOME10', 'CLP'), welcome);
  });

  it('finds a fixed amount with its minimum spend, in the currency asked for', async () => {
    const take = { code: 'TAKE5', kind: 'fixed', expiresAt: null };
    assert.deepEqual(await sandboxCoupons.find('demo', 'TAKE5', 'GBP'), { ...take, amount: 500, minimumSpend: 3000 });
    assert.deepEqual(await sandboxCoupons.find('demo', 'TAKE5', 'CLP'), {
      ...take,
      amount: 5000,
      minimumSpend: 30_000,
    });
  });

  it('finds the expired one, for the cart to refuse', async () => {
    assert.deepEqual(await sandboxCoupons.find('demo', 'EXPIRED1', 'GBP'), {
      code: 'EXPIRED1',
      kind: 'percentage',
      rate: 100_000,
      minimumSpend: 0,
      expiresAt: '2025-01-01T00:00:00.000Z',
    });
  });

  it('has no others', async () => {
    assert.equal(await sandboxCoupons.find('demo', 'NOTHING', 'GBP'), undefined);
  });
});
