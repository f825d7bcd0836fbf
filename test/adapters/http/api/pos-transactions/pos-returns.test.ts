import assert from 'node:assert/strict';
import { tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { chileanTill, openedShift, shifts, sold, type ChileanTill } from '../../support/chilean-till.ts';

const items = (quantity: number, changes: object = {}) => ({
  items: [{ item_id: 'L1', quantity, ...changes }],
  reason: 'too small',
  refund_method: 'cash',
});

describe('goods that come back to a till over HTTP', () => {
  let till: ChileanTill;
  let id: string;
  beforeEach(async () => {
    till = await chileanTill();
    await openedShift(till.http);
    id = await sold(till.http, 'v1', 3);
  });
  afterEach(() => till.http.close());

  const bring = (body: object) => till.http.ok('POST', `/pos/transactions/${id}/returns`, body);
  const refusal = (body: object, headers = {}) =>
    till.http.refused('POST', `/api/v1/pos/transactions/${id}/returns`, { body, headers });

  it('are paid back by the drawer that takes them, once a return', async () => {
    const { http } = till;
    await openedShift(http, 'shift-2', { till_id: 'till-2', cashier_id: 'bea' });
    const body = { ...items(1.5, { restock: false }), return_id: 'return-1', shift_id: 'shift-2' };
    const answer = await bring(body);
    const returned = {
      return_id: 'return-1',
      till_id: 'till-2',
      shift_id: 'shift-2',
      local_id: 'store-1',
      cashier_id: 'bea',
      reason: 'too small',
      returned_by: 'boss',
      approved_by: 'boss',
      items: [{ item_id: 'L1', quantity: 1.5, amount: 17_850, restock: false }],
      amount: 17_850,
      tax: 2850,
      refund: { payment_method: 'cash', amount: 17_850, reference: null, credit_account_id: null },
      cash_rounding: 0,
      at: '2026-11-23T15:00:00.000Z',
    };
    assertHas(answer, {
      return_id: 'return-1',
      status: 'completed',
      allowed_actions: ['return_items'],
      returns: [returned],
    });
    assertHas(await bring(body), { returns: [returned] });
    assertHas(await http.ok('GET', `/pos/transactions/${id}`), { returns: [returned] });
    assertHas(await http.ok('GET', `${shifts}/shift-2/x-report`), {
      totals: { refunds: { count: 1, total: -17_850 }, expected_cash: 32_150 },
    });
    assertHas(await http.ok('GET', `${shifts}/shift-1/x-report`), { totals: { expected_cash: 85_700 } });
  });

  it('are paid back in store credit, of the sale’s own account for a guest', async () => {
    const answer = await bring({ ...items(1), refund_method: 'store_credit' });
    const account = `CLP.order.${id}`;
    assertHas(answer, {
      returns: [
        {
          return_id: `${id}.R1`,
          refund: { payment_method: 'store_credit', amount: 11_900, credit_account_id: account },
        },
      ],
    });
    assertHas(await till.http.ok('GET', `/store-credit/${account}`), { balance: 11_900 });
    assertHas(await till.http.ok('GET', `${shifts}/shift-1/x-report`), {
      totals: {
        expected_cash: 85_700,
        tenders: [{ payment_method: 'cash' }, { payment_method: 'store_credit', amount: -11_900 }],
      },
    });
  });

  it('are refused to those who may not, beyond what was sold, and from a drawer that was counted', async () => {
    const { http } = till;
    const path = `/api/v1/pos/transactions/${id}`;
    assert.equal(await refusal(items(1), tokenOf('order.operator', 'olga')), '422 approval_required');
    assert.equal(await refusal(items(1), tokenOf('order.customer', 'ann')), '403 forbidden');
    assert.equal(await refusal(items(3.001)), '422 quantity_exceeds_sold');
    assert.equal(await refusal({ ...items(1), items: [] }), '400 validation_failed');
    assert.equal(await refusal({ ...items(1), refund_method: 'loyalty' }), '400 validation_failed');
    assert.equal(await refusal({ ...items(1), shift_id: 'nope' }), '404 shift_not_found');
    assert.equal(await refusal({ ...items(1), reason: 'card 4111 1111 1111 1111' }), '400 validation_failed');
    await openedShift(http, 'dollars', { till_id: 'till-9', currency: 'USD' });
    assert.equal(await refusal({ ...items(1), shift_id: 'dollars' }), '422 currency_mismatch');
    await bring({ ...items(1), return_id: 'r-1' });
    assert.equal(await http.refused('POST', `${path}/void`, { body: { reason: 'all of it' } }), '422 items_returned');
    await http.ok('POST', `${shifts}/shift-1/close`, { counted_cash: 73_800, currency: 'CLP' });
    assert.equal(await refusal(items(1)), '409 shift_closed');
    assertHas(await bring({ ...items(1), return_id: 'r-1' }), { return_id: 'r-1', returns: [{ return_id: 'r-1' }] });
    assert.equal(
      await http.refused('POST', '/api/v1/pos/transactions/nope/returns', { body: items(1) }),
      '404 pos_not_found',
    );
  });
});
