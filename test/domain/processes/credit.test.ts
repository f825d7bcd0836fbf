import assert from 'node:assert/strict';
import type { CreditRedeemed } from '../../../domain/credit/events.ts';
import type { RefundRequested } from '../../../domain/order/events.ts';
import { settlementId } from '../../../domain/pos/ids.ts';
import { credit as creditProcess } from '../../../domain/processes/credit.ts';
import { creditAccountId, minute } from '../credit/credits.ts';

const requested = (changes: Partial<RefundRequested['data']> = {}): RefundRequested => ({
  type: 'RefundRequested',
  data: {
    orderId: 'order-1',
    status: 'returned',
    refundId: 'refund-1',
    paymentId: 'order-1.P1',
    amount: 2500,
    method: 'store_credit',
    cause: 'return',
    returnId: 'return-1',
    credit: { creditAccountId, customerId: 'c1', currency: 'USD' },
    at: minute(5),
    ...changes,
  },
});

describe('credit process', () => {
  it('listens to refunds and to what the ledger takes', () => {
    assert.equal(creditProcess.name, 'credit');
    assert.deepEqual(creditProcess.eventTypes, ['RefundRequested', 'PosItemsReturned', 'CreditRedeemed']);
  });

  it('issues what an order pays back in store credit, under the refund’s id', () => {
    const command = {
      type: 'IssueCredit',
      creditAccountId,
      customerId: 'c1',
      currency: 'USD',
      creditId: 'refund-1',
      amount: 2500,
      orderId: 'order-1',
      returnId: 'return-1',
      at: minute(5),
    };
    const ledger = { aggregate: 'credit', id: creditAccountId };
    assert.deepEqual(creditProcess.react(requested()), [{ ...ledger, command }]);
    const credit = { creditAccountId, customerId: 'c1', currency: 'USD', exchangeOrderId: 'order-2' } as const;
    assert.deepEqual(creditProcess.react(requested({ credit })), [
      { ...ledger, command: { ...command, exchangeOrderId: 'order-2' } },
    ]);
  });

  it('leaves other refunds alone', () => {
    assert.deepEqual(creditProcess.react(requested({ method: 'original_payment' })), []);
    assert.deepEqual(creditProcess.react(requested({ method: 'cash' })), []);
  });

  it('tells an order what the ledger took for it', () => {
    const event: CreditRedeemed = {
      type: 'CreditRedeemed',
      data: { creditAccountId, redemptionId: 'order-2.P1', orderId: 'order-2', amount: 300, balance: 0, at: minute(9) },
    };
    assert.deepEqual(creditProcess.react(event), [
      {
        aggregate: 'order',
        id: 'order-2',
        command: {
          type: 'RecordPaymentCaptured',
          paymentId: 'order-2.P1',
          gatewayPaymentId: `${creditAccountId}/order-2.P1`,
          captured: 300,
          at: minute(9),
        },
      },
    ]);
  });

  it('tells a till what the ledger took for a sale', () => {
    const redemptionId = settlementId('pos-1', 'pos-1.P1');
    const event: CreditRedeemed = {
      type: 'CreditRedeemed',
      data: { creditAccountId, redemptionId, orderId: 'pos-1', amount: 300, balance: 0, at: minute(9) },
    };
    assert.deepEqual(creditProcess.react(event), [
      { aggregate: 'pos', id: 'pos-1', command: { type: 'SettlePosPayment', paymentId: 'pos-1.P1', at: minute(9) } },
    ]);
  });
});
