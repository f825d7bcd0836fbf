import { z } from 'zod';
import { respond } from '../../server/answer.ts';
import { changeBy, createBy, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { problem } from '../../server/problem.ts';
import { existing, scopeOf } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { dispatch, failedDelivery, newShipment, shipmentParams, trackingEvent } from '../fulfillment/schema.ts';
import { linesOf } from '../fulfillment/show.ts';
import { order, orderParams } from '../orders/schema.ts';
import { showOrder } from '../orders/show.ts';
import { moneyIn } from '../shared/money.ts';

const base = {
  tag: 'shipments',
  permission: 'fulfillment:write',
  method: 'post',
  response: order,
  show: showOrder,
} as const;
const ofOne = { ...base, params: shipmentParams } as const;

export const shipmentRoutes = ({ engine: { fulfillment } }: RouteDependencies): readonly Route[] => [
  createBy({
    ...base,
    path: '/api/v1/orders/{order_id}/shipments',
    summary: 'Makes a shipment: by default of all that is packed',
    params: orderParams,
    body: newShipment,
    decide: ({ params, body }, { context }) => {
      const { carrier, service = null, tracking_number: trackingNumber = null } = body;
      const shipment = { carrier, service, trackingNumber, lines: linesOf(body.items) };
      return fulfillment.createShipment(context, params.order_id, shipment);
    },
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/shipments/{shipment_id}/dispatch',
    summary: 'Sends the shipment out, or a failed one again',
    body: dispatch,
    decide: ({ params, body }, { context }) => {
      const { tracking_number: trackingNumber = null, estimated_delivery: estimatedDelivery = null } = body;
      const input = { trackingNumber, estimatedDelivery };
      return fulfillment.dispatch(context, params.shipment_id, input);
    },
  }),
  createBy({
    ...ofOne,
    path: '/api/v1/shipments/{shipment_id}/tracking-events',
    summary: 'Notes what the carrier saw: the same event twice is one',
    body: trackingEvent,
    decide: ({ params, body }, { context }) =>
      fulfillment.track(context, params.shipment_id, {
        trackingEventId: body.tracking_event_id,
        trackingStatus: body.status,
        location: body.location ?? null,
        description: body.description ?? null,
        occurredAt: body.occurred_at,
      }),
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/shipments/{shipment_id}/deliver',
    summary: 'Confirms the delivery',
    body: nothing,
    decide: ({ params }, { context }) => fulfillment.deliver(context, params.shipment_id),
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/shipments/{shipment_id}/fail',
    summary: 'Notes that the delivery failed: dispatch it again, or return it to sender',
    body: failedDelivery,
    decide: ({ params, body }, { context }) => fulfillment.fail(context, params.shipment_id, body),
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/shipments/{shipment_id}/return-to-sender',
    summary: 'Gives the delivery up: cancels and refunds what is in it',
    body: nothing,
    decide: ({ params }, { context }) => fulfillment.returnToSender(context, params.shipment_id),
  }),
];

const offers = z
  .object({
    offers: z.array(
      z.object({
        carrier: z.string(),
        refusal: z.string().nullable().describe('Why the carrier offers nothing: its own code, or `unavailable`'),
        rates: z.array(
          z.object({
            service: z.string().describe('As `service` of a new shipment'),
            amount: z.number(),
            currency: z.string(),
            estimated_delivery: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ShippingOffers' });

export const shippingRateRoutes = ({ readSide, quoteRates }: RouteDependencies): readonly Route[] => [
  read({
    method: 'get',
    path: '/api/v1/orders/{order_id}/shipping-rates',
    tag: 'shipments',
    summary: 'Asks the configured carriers what a parcel to the order’s address costs',
    permission: 'fulfillment:read',
    params: orderParams,
    query: nothing,
    response: offers,
    handle: async ({ params }, viewer) => {
      const order = existing('order', await readSide.getOrder(viewer.organizationId, params.order_id, scopeOf(viewer)));
      const to = order.personal.shippingAddress;
      if (to === undefined) throw problem('no_shipping_address', 'the order says nowhere to ship to');
      const quoted = await quoteRates(to);
      return respond({
        offers: quoted.map(({ carrier, refusal, rates }) => ({
          carrier,
          refusal,
          rates: rates.map(({ service, amount, currency, estimatedDelivery }) => ({
            service,
            amount: moneyIn(currency)(amount),
            currency,
            estimated_delivery: estimatedDelivery,
          })),
        })),
      });
    },
  }),
];
