import type { ShipmentsUnderWay, ShipmentUnderWay } from '../../../application/ports/read-models.ts';
import { orderEvents, type OrderEvent } from '../../../domain/order/events.ts';
import type { OrderState } from '../../../domain/order/state.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { evolveShipments } from '../../../projections/open-shipments/evolve.ts';
import type { OpenShipment } from '../../../projections/open-shipments/view.ts';
import { contextFor } from '../command-contexts.ts';
import { InMemoryEventStore } from '../in-memory-event-store.ts';
import { accepted, deliveryTo, filledCart, testEngine, type TestEngine } from '../test-engine.ts';

/** Open shipments as their read model has them, folded from the log at every question: it never lags. */
export const shipmentsIn = (store: InMemoryEventStore): ShipmentsUnderWay => {
  const all = (): readonly ShipmentUnderWay[] => {
    const streams = new Map<string, readonly OpenShipment[]>();
    for (const event of store.all()) {
      if (!event.stream.startsWith('order-')) continue;
      const open = streams.get(event.stream);
      streams.set(event.stream, evolveShipments(open, decode<OrderEvent>(orderEvents, event)));
    }
    return [...streams.values()]
      .flat()
      .flatMap(({ shipmentId, carrier, trackingNumber, attempts, resentAt }) =>
        trackingNumber === null || attempts === 0
          ? []
          : [{ organizationId: 'demo', shipmentId, carrier, trackingNumber, resentAt }],
      );
  };
  return {
    shipmentsUnderWay: (carriers, limit, after) => {
      const wanted = all()
        .filter(({ carrier }) => carriers.includes(carrier))
        .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      const start = after === undefined ? 0 : wanted.findIndex((each) => keyOf(each) > keyOf(after));
      return Promise.resolve(start < 0 ? [] : wanted.slice(start, start + limit));
    },
    shipmentsByTrackingNumber: (carrier, number) =>
      Promise.resolve(all().filter((each) => each.carrier === carrier && each.trackingNumber === number)),
  };
};

const keyOf = ({ carrier, shipmentId }: ShipmentUnderWay): string => `${carrier}/${shipmentId}`;

/** The whole engine with its log at hand. */
export const shipmentFixture = () => {
  const store = new InMemoryEventStore();
  const fixture = testEngine({ store });
  const types = (id: string): Promise<readonly string[]> =>
    store.read(streamName('order', 'demo', id)).then((events) => events.map(({ type }) => type));
  return { ...fixture, store, shipments: shipmentsIn(store), types };
};

/** An order of `name` whose goods are packed and in a shipment; its id. */
export const shippedBy = async (
  fixture: Pick<TestEngine, 'engine'>,
  name: string,
  carrier: string,
  trackingNumber: string | null = null,
): Promise<string> => {
  const { carts, orders, fulfillment } = fixture.engine;
  const context = (step: string) => contextFor(`${name}-${step}`);
  const cartId = await filledCart(fixture, name);
  const { orderId } = accepted(await carts.checkOut(context('place'), { cartId, ...deliveryTo }));
  const money = { method: 'cash', methodId: null, amount: 6600, currency: 'USD' } as const;
  accepted(await orders.pay(context('pay'), orderId, money));
  accepted(await fulfillment.assign(context('assign'), orderId, { tasks: null }));
  accepted(await fulfillment.pick(context('pick'), `${orderId}.F1`, { lines: null }));
  accepted(await fulfillment.pack(context('pack'), `${orderId}.F1`, { lines: null }));
  const parcel = { carrier, service: null, trackingNumber, lines: null };
  accepted(await fulfillment.createShipment(context('ship'), orderId, parcel));
  return orderId;
};

/** Sends the order's shipment out (again). */
export const dispatched = async (
  { engine }: Pick<TestEngine, 'engine'>,
  orderId: string,
  now: string,
): Promise<OrderState> =>
  accepted(
    await engine.fulfillment.dispatch(contextFor(`${orderId} ${now}`, { now }), `${orderId}.S1`, {
      trackingNumber: null,
      estimatedDelivery: null,
    }),
  );
