import assert from 'node:assert/strict';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { OrderState } from '../../../domain/order/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';

export const placedAt = '2026-03-01T12:00:00.000Z';

/** Two of L1 for 20.00 and half a kilo of L2 for 2.50, shipping 5.00: 27.50. */
export const place = (orderId: string, changes: Partial<PlaceOrder> = {}): PlaceOrder => ({
  type: 'PlaceOrder',
  orderId,
  orderNumber: `ORD-2026-${orderId}`,
  orderType: 'online',
  cartId: null,
  customerId: 'customer-1',
  quote: priceQuote({
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: [
      { ...product('85123A', 'White heart holder'), lineId: 'L1', quantity: 2000, unitPrice: 1000 },
      { ...product('TEA', 'Loose tea'), lineId: 'L2', quantity: 500, unitPrice: 500 },
    ],
    promotions: [],
    shipping: { method: 'standard', cost: 500, freeFrom: null, taxRate: 0 },
    at: placedAt,
  }),
  paymentMethod: 'cash',
  limits: { minimumAmount: 0, maximumLines: 100, restrictedVariants: [] },
  terms: { paymentRetryAttempts: 3, returnWindowDays: null },
  reservationExpiresAt: addMinutes(placedAt, 15),
  externalReference: null,
  personal: { name: 'Ada', email: 'ada@example.com' },
  at: placedAt,
  ...changes,
});

const product = (sku: string, productName: string) => ({
  variantId: `variant-${sku}`,
  sku,
  productName,
  taxClass: 'standard',
  taxRate: 0,
});

/** A command as of `minutes` after the order was placed. */
export type Step = (orderId: string, at: string) => OrderCommand;

/** The way of an order that nothing goes wrong with, after it was placed; each step a minute after the one before. */
export const steps = {
  reserve: (_, at) => ({ type: 'RecordStockReserved', reservationId: 'R1', at }),
  pay: (orderId, at) => ({
    type: 'StartPayment',
    paymentId: `${orderId}.P1`,
    method: 'cash',
    settlement: 'immediate',
    amount: 2750,
    reference: null,
    at,
  }),
  assign: (_, at) => ({ type: 'AssignFulfillment', tasks: [{ warehouseId: 'north', lines: null }], at }),
  pick: (orderId, at) => ({ type: 'PickItems', taskId: `${orderId}.F1`, lines: null, at }),
  pack: (orderId, at) => ({ type: 'PackItems', taskId: `${orderId}.F1`, lines: null, at }),
  ship: (_, at) => ({
    type: 'CreateShipment',
    carrier: 'local',
    service: null,
    trackingNumber: 'T1',
    labelUrl: null,
    lines: null,
    at,
  }),
  dispatch: (orderId, at) => ({
    type: 'DispatchShipment',
    shipmentId: `${orderId}.S1`,
    trackingNumber: 'T1',
    estimatedDelivery: '2026-03-04',
    at,
  }),
  deliver: (orderId, at) => ({ type: 'DeliverShipment', shipmentId: `${orderId}.S1`, at }),
} as const satisfies Record<string, Step>;

/** How far an order has come. */
export type Milestone = 'place' | keyof typeof steps;

const stepNames = Object.keys(steps) as readonly (keyof typeof steps)[];

export const milestones: readonly Milestone[] = ['place', ...stepNames];

/** Decides commands one after the other; a refusal is a mistake of the test. */
export const history = (...commands: readonly OrderCommand[]): readonly OrderEvent[] => {
  let state: OrderState = orderDecider.initial;
  return commands.flatMap((command) => {
    const decision = orderDecider.decide(command, state);
    assert.ok(decision.ok, `${command.type}: ${JSON.stringify(decision)}`);
    state = fold(orderDecider.evolve, state, decision.events);
    return decision.events;
  });
};

/** The events of an order up to and including a step; all of them by default. */
export const orderUntil = (
  orderId: string,
  last: Milestone = 'deliver',
  changes: Partial<PlaceOrder> = {},
): readonly OrderEvent[] => {
  const taken = stepNames.slice(0, milestones.indexOf(last));
  const placed = place(orderId, changes);
  return history(placed, ...taken.map((name, index) => steps[name](orderId, addMinutes(placed.at, index + 1))));
};
