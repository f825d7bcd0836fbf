import assert from 'node:assert/strict';
import type { ReturnEvent } from '../../../domain/return/events.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { requestedAt, returnEvents } from '../support/returns.ts';

const sample = {
  name: 'returns',
  category: 'return',
  id: 'r1',
  events: returnEvents('r1'),
  begins: { subject: 'a return', neverWith: returnEvents('r1')[1]! },
} as const;

describeReadModel('the read model of returns', sample, (model) => {
  const projected = async (events: readonly ReturnEvent[]): Promise<void> => {
    await model.log.add(['return', 'demo', 'r1'], ...events);
    await model.project();
  };

  it('follows a return from the request to the refund', async () => {
    await projected(returnEvents('r1'));
    const at = (status: string) => ({ status, timestamp: requestedAt });
    assert.deepEqual(await model.reads.getReturn('demo', 'r1'), {
      returnId: 'r1',
      rmaNumber: 'RMA-2026-o1-1',
      status: 'refunded',
      version: 7,
      orderId: 'o1',
      orderNumber: 'ORD-2026-o1',
      customerId: 'customer-1',
      reason: 'not as shown',
      refundMethod: 'store_credit',
      exchange: null,
      currency: 'GBP',
      amount: 1250,
      refundId: 'R1',
      rejectionReason: null,
      stockManaged: true,
      lines: [
        {
          lineId: 'L1',
          variantId: 'v1',
          sku: '85123A',
          quantity: 2000,
          amount: 1000,
          reasons: [
            { quantity: 1500, detail: 'scratched' },
            { quantity: 500, detail: null },
          ],
          received: 2000,
          accepted: 1000,
          restocked: 1000,
          conditions: [
            { condition: 'sellable', quantity: 1000 },
            { condition: 'missing', quantity: 1000 },
          ],
        },
        {
          lineId: 'L2',
          variantId: 'v2',
          sku: 'TEA',
          quantity: 500,
          amount: 750,
          reasons: [{ quantity: 500, detail: null }],
          received: 500,
          accepted: 500,
          restocked: 0,
          conditions: [{ condition: 'damaged', quantity: 500 }],
        },
      ],
      timeline: ['requested', 'approved', 'received', 'refund_requested', 'refunded'].map(at),
      requestedAt,
      updatedAt: requestedAt,
    });
  });

  it('has columns that sum up: lines as they were asked for, and what is estimated until it is refunded', async () => {
    const amounts = async () => {
      const { rows } = await model.database.pool.query<{ status: string; amount: string; lines: string }>(
        'select status, sum(amount)::text as amount, sum(lines_count)::text as lines from read_model.returns group by 1',
      );
      return rows;
    };
    await projected(returnEvents('r1').slice(0, 6));
    assert.deepEqual(await amounts(), [{ status: 'refund_requested', amount: '1750', lines: '3' }]);
    await model.clear();
    await projected(returnEvents('r1'));
    assert.deepEqual(await amounts(), [{ status: 'refunded', amount: '1250', lines: '3' }]);
  });

  it('says why it was rejected', async () => {
    const common = { returnId: 'r1', orderId: 'o1', at: requestedAt };
    const rejected = { ...common, rejectedBy: 'olga', reason: 'worn' };
    await projected([...returnEvents('r1').slice(0, 1), { type: 'ReturnRejected', data: rejected }]);
    const rma = await model.reads.getReturn('demo', 'r1');
    assert.deepEqual([rma?.status, rma?.rejectionReason, rma?.version], ['rejected', 'worn', 2]);
  });

  it('is not there for another organisation, nor for another customer', async () => {
    await projected(returnEvents('r1'));
    const returns = model.reads;
    assert.equal(await returns.getReturn('other', 'r1'), undefined);
    assert.equal(await returns.getReturn('demo', 'r1', { onlyCustomerId: 'customer-2' }), undefined);
    assert.equal((await returns.getReturn('demo', 'r1', { onlyCustomerId: 'customer-1' }))?.returnId, 'r1');
  });
});
