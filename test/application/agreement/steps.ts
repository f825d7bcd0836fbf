import fc from 'fast-check';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { due, refundableTotal } from '../../../domain/order/payments/balance.ts';
import type { World } from './world.ts';

/** Something that somebody does to one of the orders; whether it is allowed is the engine's to say. */
export interface Step {
  readonly what: keyof typeof doings;
  /** Which of the orders (returns, shipments, …), how many, how much: taken from what there is by then. */
  readonly which: number;
  readonly part: number;
  readonly kind: number;
}

interface Occasion extends Omit<Step, 'what'> {
  readonly world: World;
  readonly order: PlacedOrder;
}

type Doing = (occasion: Occasion) => Promise<unknown>;

const pick = <T>(from: readonly T[], number: number): T | undefined => from[number % Math.max(from.length, 1)];

/** From 1 to all of `most`, in whole units. */
const some = (most: number, part: number): number => Math.max(1000, Math.ceil((most * part) / 100 / 1000) * 1000);

const amountOf = (most: number, part: number): number => Math.max(1, Math.ceil((most * part) / 100));

const refundMethods = ['original_payment', 'store_credit', 'cash', 'exchange'] as const;

const conditions = ['sellable', 'damaged', 'defective', 'missing'] as const;

const pay =
  (method: string): Doing =>
  ({ world, order, part }) =>
    world.engine.orders.pay(world.context(), order.orderId, {
      method,
      methodId: null,
      amount: amountOf(due(order), part),
      currency: order.currency,
    });

const onShipment =
  (act: (world: World, shipmentId: string) => Promise<unknown>): Doing =>
  async ({ world, order, which }) => {
    const shipment = pick(order.shipments, which);
    if (shipment !== undefined) await act(world, shipment.shipmentId);
  };

const onReturn =
  (act: (occasion: Occasion, returnId: string) => Promise<unknown>): Doing =>
  async (occasion) => {
    const returned = occasion.order.returns.at(-1);
    if (returned !== undefined) await act(occasion, returned.returnId);
  };

const fulfil: Doing = async ({ world, order }) => {
  await world.engine.fulfillment.assign(world.context(), order.orderId, { tasks: null });
  for (const { taskId } of (await world.order(order.orderId)).tasks) {
    await world.engine.fulfillment.pick(world.context(), taskId, { lines: null });
    await world.engine.fulfillment.pack(world.context(), taskId, { lines: null });
  }
};

const ship: Doing = async ({ world, order, which, part }) => {
  const line = pick(order.lines, which);
  const left = line === undefined ? 0 : line.packed - line.inShipment;
  const lines = line === undefined || part > 60 ? null : [{ lineId: line.lineId, quantity: some(left, part) }];
  const shipping = { carrier: 'local', service: null, trackingNumber: null, lines };
  await world.engine.fulfillment.createShipment(world.context(), order.orderId, shipping);
};

const askReturn: Doing = async ({ world, order, which, part, kind }) => {
  const line = pick(order.lines, which);
  if (line === undefined) return;
  const refundMethod = pick(refundMethods, kind) ?? 'cash';
  const items = [{ lineId: line.lineId, quantity: some(line.delivered - line.returned, part), reasonDetail: null }];
  const wanted = { variantId: kind % 2 === 0 ? 'v1' : 'v2', quantity: 1000 * (1 + (part % 3)) };
  const exchange = refundMethod === 'exchange' ? { exchangeItems: [wanted] } : {};
  const request = { reason: 'changed my mind', refundMethod, items, ...exchange };
  await world.engine.orders.requestReturn(world.context(), order.orderId, request);
};

const receive = onReturn(async ({ world, part, kind }, returnId) => {
  const { lines } = await world.returned(returnId);
  const items = lines
    .filter(({ quantity, received }) => received < quantity)
    .map(({ lineId, quantity, received }) => {
      const condition = pick(conditions, kind) ?? 'sellable';
      return { lineId, quantity: some(quantity - received, part), condition };
    });
  await world.engine.returns.receive(world.context(), returnId, { items: part > 70 ? null : items });
});

/** What usually comes next: without it few sequences would come far. */
const advance: Doing = async (occasion) => {
  const { world, order } = occasion;
  const all = { ...occasion, part: 100, kind: 0 };
  if (due(order) > 0) await pay('cash')(all);
  else if (order.status === 'confirmed' || order.status === 'processing') await fulfil(all);
  else if (order.status === 'return_requested' || order.status === 'returned') await advanceReturn(all);
  else if (order.status === 'delivered') await askReturn(occasion);
  else await advanceShipments(world, order, all);
};

const advanceShipments = async (world: World, order: PlacedOrder, all: Occasion): Promise<void> => {
  const open = order.shipments.find(({ status }) => status === 'created' || status === 'dispatched');
  if (open === undefined) await ship(all);
  else if (open.status === 'created') await dispatch(world, open.shipmentId);
  else await world.engine.fulfillment.deliver(world.context(), open.shipmentId);
};

const dispatch = (world: World, shipmentId: string) =>
  world.engine.fulfillment.dispatch(world.context(), shipmentId, { trackingNumber: null, estimatedDelivery: null });

const advanceReturn = onReturn(async ({ world }, returnId) => {
  const { status } = await world.returned(returnId);
  const { returns } = world.engine;
  if (status === 'requested') await returns.approve(world.context(), returnId);
  else if (status === 'approved') await returns.receive(world.context(), returnId, { items: null });
  else await returns.refund(world.context(), returnId, { refundMethod: null });
});

const doings = {
  advance,
  payInCash: pay('cash'),
  payWithCredit: pay('store_credit'),
  payByCard: pay('card_local'),
  fulfil,
  ship,
  dispatch: onShipment(dispatch),
  deliver: onShipment((world, id) => world.engine.fulfillment.deliver(world.context(), id)),
  failDelivery: onShipment((world, id) =>
    world.engine.fulfillment.fail(world.context(), id, { reason: 'nobody home' }),
  ),
  returnToSender: onShipment((world, id) => world.engine.fulfillment.returnToSender(world.context(), id)),
  askReturn,
  approve: onReturn(({ world }, id) => world.engine.returns.approve(world.context(), id)),
  reject: onReturn(({ world }, id) => world.engine.returns.reject(world.context(), id, { reason: 'worn' })),
  receive,
  refundReturn: onReturn(({ world, part, kind }, id) => {
    const refundMethod = part > 50 ? null : (pick(refundMethods, kind) ?? null);
    return world.engine.returns.refund(world.context(), id, { refundMethod });
  }),
  goodwill: ({ world, order, part, kind }) =>
    world.engine.orders.refund(world.context(), order.orderId, {
      amount: amountOf(refundableTotal(order), part),
      method: pick(refundMethods.slice(0, 3) as ['original_payment', 'store_credit', 'cash'], kind) ?? 'cash',
      currency: order.currency,
    }),
  cancel: ({ world, order }) =>
    world.engine.orders.cancel(world.context(), order.orderId, { reason: 'changed my mind', approvedBy: 'maria' }),
} satisfies Record<string, Doing>;

/** Does the step, to an order that there is. */
export const take = async (world: World, { what, which, part, kind }: Step): Promise<void> => {
  const orderId = pick(world.idsOf('order'), which);
  if (orderId === undefined) return;
  await doings[what]({ world, order: await world.order(orderId), which, part, kind });
};

/** What leads on is tried more often than what leads away. */
const weights: Readonly<Record<keyof typeof doings, number>> = {
  advance: 40,
  payInCash: 4,
  payWithCredit: 3,
  payByCard: 3,
  fulfil: 5,
  ship: 5,
  dispatch: 7,
  deliver: 9,
  failDelivery: 1,
  returnToSender: 2,
  askReturn: 10,
  approve: 8,
  reject: 1,
  receive: 9,
  refundReturn: 9,
  goodwill: 2,
  cancel: 1,
};

const anyDoing = fc.oneof(
  ...Object.entries(weights).map(([what, weight]) => ({
    arbitrary: fc.constant(what as keyof typeof doings),
    weight,
  })),
);

export const steps = fc.array(
  fc.record({
    what: anyDoing,
    which: fc.nat(11),
    part: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 100 })),
    kind: fc.nat(11),
  }),
  { minLength: 30, maxLength: 80, size: 'max' },
);
