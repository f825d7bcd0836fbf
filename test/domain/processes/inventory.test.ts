import assert from 'node:assert/strict';
import type { ShipmentDispatched, StockReserved } from '../../../domain/order/events.ts';
import { inventory, reservationAnswered, saleDeducted } from '../../../domain/processes/inventory.ts';
import type { EventsOf } from '../../../domain/processes/reaction.ts';
import type { OrderStatus } from '../../../domain/shared/order-status.ts';
import { ids, returnsIn } from '../return/returns.ts';
import { givenUp, sale, voidOfSale } from './sales.ts';
import { givenOrder, placed, placing } from './orders-from-cart.ts';

const at = '2026-11-23T15:05:00.000Z';
const order = { orderId: 'order-1', at } as const;
const instructions = (event: EventsOf<typeof inventory>) => inventory.react(event, 'event-1');

const lines = [
  { lineId: 'L1', variantId: 'mug', quantity: 2000 },
  { lineId: 'L2', variantId: 'cup', quantity: 350 },
];
const goods = [
  { variantId: 'mug', quantity: 2000 },
  { variantId: 'cup', quantity: 350 },
];

describe('inventory process', () => {
  it('listens to what moves stock', () => {
    assert.deepEqual(inventory.eventTypes, [
      'OrderPlaced',
      'StockReserved',
      'OrderConfirmed',
      'OrderCancelled',
      'ShipmentDispatched',
      'ShipmentReturnedToSender',
      'ReturnItemsReceived',
      'PosTransactionCompleted',
      'PosTransactionVoided',
      'PosItemsReturned',
    ]);
  });

  describe('an order that was placed', () => {
    it('has its goods reserved until the reservation runs out', () => {
      assert.deepEqual(instructions(placed()), [
        {
          kind: 'reserve',
          idempotencyKey: 'event-1',
          referenceId: 'cart-1',
          lines: [{ variantId: 'mug', quantity: 1000 }],
          expiresAt: '2026-11-23T15:20:00.000Z',
        },
      ]);
    });

    it('has nothing reserved if the goods are not ours', () => {
      assert.deepEqual(instructions({ ...placed(), data: { ...placed().data, reservationExpiresAt: null } }), []);
    });
  });

  describe('the answer to a reservation', () => {
    it('is told to the order', () => {
      assert.deepEqual(reservationAnswered('order-1', { ok: true, reservationId: 'r-1' }, at), {
        aggregate: 'order',
        id: 'order-1',
        command: { type: 'RecordStockReserved', reservationId: 'r-1', at },
      });
      const shortfalls = [{ variantId: 'mug', available: 1000 }];
      assert.deepEqual(reservationAnswered('order-1', { ok: false, shortfalls }, at), {
        aggregate: 'order',
        id: 'order-1',
        command: { type: 'RecordStockReservationFailed', shortfalls, at },
      });
    });
  });

  describe('a reservation', () => {
    const confirm = { kind: 'confirm', idempotencyKey: 'event-1', reservationId: 'r-1' };
    const release = { kind: 'release', idempotencyKey: 'event-1', reservationId: 'r-1' };

    it('is confirmed with its order', () => {
      const data = { ...order, status: 'confirmed' } as const;
      assert.deepEqual(instructions({ type: 'OrderConfirmed', data: { ...data, reservationId: 'r-1' } }), [confirm]);
      assert.deepEqual(instructions({ type: 'OrderConfirmed', data: { ...data, reservationId: null } }), []);
    });

    it('is released with its order', () => {
      const data = {
        ...order,
        status: 'cancelled',
        reason: 'changed my mind',
        cancelledBy: 'c1',
        approvedBy: null,
      } as const;
      assert.deepEqual(instructions({ type: 'OrderCancelled', data: { ...data, reservationId: 'r-1' } }), [release]);
      assert.deepEqual(instructions({ type: 'OrderCancelled', data: { ...data, reservationId: null } }), []);
    });

    it('that is known only later follows what has become of its order by then', () => {
      const reserved = (status: OrderStatus): StockReserved => ({
        type: 'StockReserved',
        data: { ...order, status, reservationId: 'r-1' },
      });
      for (const status of ['cart', 'pending', 'payment_pending', 'payment_failed'] as const) {
        assert.deepEqual(instructions(reserved(status)), [], status);
      }
      for (const status of ['confirmed', 'processing', 'ready_to_ship'] as const) {
        assert.deepEqual(instructions(reserved(status)), [confirm], status);
      }
      for (const status of ['shipped', 'delivered', 'return_requested', 'returned', 'refunded', 'cancelled'] as const) {
        assert.deepEqual(instructions(reserved(status)), [release], status);
      }
    });

    it('granted after its order was cancelled is given back', () => {
      const cancel = { type: 'CancelOrder', reason: 'late', cancelledBy: 'c1', approvedBy: null, at } as const;
      const cancelled = [...placing(), ...givenOrder(placing()).when(cancel).events()];
      const late = { type: 'RecordStockReserved', reservationId: 'r-1', at } as const;
      const events = [...cancelled.slice(placing().length), ...givenOrder(cancelled).when(late).events()];
      assert.deepEqual(
        events.map((event) => event.type),
        ['OrderCancelled', 'StockReserved'],
      );
      assert.deepEqual(
        events.flatMap((event) => instructions(event as StockReserved)),
        [release],
      );
    });

    it('granted after its order was confirmed is confirmed', () => {
      const total = placed().data.quote.totals.total;
      const paid = givenOrder(placing())
        .when({
          type: 'StartPayment',
          paymentId: 'cart-1.P1',
          method: 'cash',
          settlement: 'immediate',
          amount: total,
          reference: null,
          at,
        })
        .events();
      const late = givenOrder([...placing(), ...paid])
        .when({ type: 'RecordStockReserved', reservationId: 'r-1', at })
        .events();
      const heard = [...paid, ...late].filter(
        (event) => event.type === 'OrderConfirmed' || event.type === 'StockReserved',
      );
      assert.equal(heard.length, 2);
      assert.deepEqual(heard.flatMap(instructions), [confirm]);
    });
  });

  describe('a shipment', () => {
    const dispatched = (changes: Partial<ShipmentDispatched['data']>): ShipmentDispatched => ({
      type: 'ShipmentDispatched',
      data: {
        ...order,
        status: 'shipped',
        shipmentId: 'order-1.S1',
        attempt: 1,
        trackingNumber: null,
        estimatedDelivery: null,
        reservationId: 'r-1',
        lines,
        stockManaged: true,
        ...changes,
      },
    });
    const deduct = {
      kind: 'deduct',
      idempotencyKey: 'event-1',
      reservationId: 'r-1',
      referenceId: 'order-1.S1',
      reason: 'order_shipped',
      lines: goods,
    };

    it('takes its goods out of stock when it first leaves, with or without a reservation', () => {
      assert.deepEqual(instructions(dispatched({})), [deduct]);
      assert.deepEqual(instructions(dispatched({ reservationId: null })), [{ ...deduct, reservationId: null }]);
    });

    it('takes nothing when it leaves again, or when the stock is not ours', () => {
      assert.deepEqual(instructions(dispatched({ attempt: 2 })), []);
      assert.deepEqual(instructions(dispatched({ stockManaged: false })), []);
    });

    it('puts its goods back when it comes back undelivered, if the stock is ours', () => {
      const back = (stockManaged: boolean) =>
        instructions({
          type: 'ShipmentReturnedToSender',
          data: { ...order, status: 'cancelled', shipmentId: 'order-1.S1', lines, stockManaged },
        });
      assert.deepEqual(back(true), [
        {
          kind: 'add',
          idempotencyKey: 'event-1',
          referenceId: 'order-1.S1',
          reason: 'returned_to_sender',
          lines: goods,
        },
      ]);
      assert.deepEqual(back(false), []);
    });
  });

  describe('a return', () => {
    const received = () => returnsIn().received.find((event) => event.type === 'ReturnItemsReceived')!;

    it('puts back what can be sold', () => {
      assert.deepEqual(instructions(received()), [
        {
          kind: 'add',
          idempotencyKey: 'event-1',
          referenceId: 'return-1',
          reason: 'return_received',
          lines: [
            { variantId: 'variant-L1', quantity: 2000 },
            { variantId: 'variant-L2', quantity: 1500 },
          ],
        },
      ]);
    });

    it('puts nothing back if nothing can', () => {
      assert.deepEqual(instructions({ type: 'ReturnItemsReceived', data: { ...ids, lines: [], restock: [], at } }), []);
    });
  });

  describe('a sale at a till', () => {
    const goods = {
      idempotencyKey: 'event-1',
      referenceId: 'pos-1',
      localId: 'store-1',
      lines: [
        { variantId: 'variant-L1', quantity: 2000 },
        { variantId: 'variant-L2', quantity: 350 },
      ],
    };

    it('takes its goods out of the stock of its store', () => {
      assert.deepEqual(instructions(sale()), [{ kind: 'deduct', reservationId: null, reason: 'pos_sale', ...goods }]);
    });

    it('puts them back when it is taken back, and nothing if it never was', () => {
      assert.deepEqual(instructions(voidOfSale()), [{ kind: 'add', reason: 'pos_void', ...goods }]);
      assert.deepEqual(instructions(givenUp()), []);
    });

    it('moves nothing if there is nothing in it', () => {
      const { type, data } = sale();
      assert.deepEqual(instructions({ type, data: { ...data, lines: [] } }), []);
      assert.deepEqual(instructions({ ...voidOfSale(), data: { ...voidOfSale().data, lines: [] } }), []);
    });

    it('is told what the stock was short of', () => {
      const { type, data } = sale();
      const twice = { type, data: { ...data, lines: [...data.lines, ...data.lines] } };
      assert.deepEqual(saleDeducted(twice, [{ variantId: 'variant-L2', available: 100 }]), [
        {
          aggregate: 'pos',
          id: 'pos-1',
          command: {
            type: 'RecordPosStockShort',
            lines: [{ variantId: 'variant-L2', sold: 700, available: 100 }],
            at: data.at,
          },
        },
      ]);
      assert.deepEqual(saleDeducted(twice, []), []);
    });
  });
});
