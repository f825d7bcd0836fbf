import type { ReturnEvent } from '../../../domain/return/events.ts';

export const requestedAt = '2026-03-08T12:00:00.000Z';

/** A return of two L1 and half a kilo of L2, of which one L1 never comes: 17.50 asked for, 12.50 paid back. */
export const returnEvents = (returnId: string, orderId = 'o1'): readonly ReturnEvent[] => {
  const common = { returnId, orderId, at: requestedAt };
  return [
    {
      type: 'ReturnRequested',
      data: {
        ...common,
        rmaNumber: `RMA-2026-${orderId}-1`,
        orderNumber: `ORD-2026-${orderId}`,
        customerId: 'customer-1',
        currency: 'GBP',
        reason: 'not as shown',
        refundMethod: 'original_payment',
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
          },
          {
            lineId: 'L2',
            variantId: 'v2',
            sku: 'TEA',
            quantity: 500,
            amount: 750,
            reasons: [{ quantity: 500, detail: null }],
          },
        ],
        amount: 1750,
        stockManaged: true,
      },
    },
    { type: 'ReturnApproved', data: { ...common, approvedBy: 'olga' } },
    {
      type: 'ReturnItemsReceived',
      data: {
        ...common,
        lines: [
          { lineId: 'L1', quantity: 1000, condition: 'sellable' },
          { lineId: 'L2', quantity: 500, condition: 'damaged' },
        ],
        restock: [{ lineId: 'L1', variantId: 'v1', quantity: 1000 }],
      },
    },
    {
      type: 'ReturnItemsReceived',
      data: { ...common, lines: [{ lineId: 'L1', quantity: 1000, condition: 'missing' }], restock: [] },
    },
    {
      type: 'ReturnReceived',
      data: {
        ...common,
        accepted: [
          { lineId: 'L1', quantity: 1000 },
          { lineId: 'L2', quantity: 500 },
        ],
      },
    },
    { type: 'ReturnRefundRequested', data: { ...common, refundId: 'R1', refundMethod: 'store_credit' } },
    { type: 'ReturnRefunded', data: { ...common, refundId: 'R1', amount: 1250 } },
  ];
};
