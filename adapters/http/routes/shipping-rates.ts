import { z } from 'zod';
import { respond } from '../answer.ts';
import { nothing, read } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { moneyIn } from '../presenters/money.ts';
import { problem } from '../problem.ts';
import { existing, scopeOf } from '../reading.ts';
import type { Route } from '../route.ts';
import { orderParams } from '../schemas/order-requests.ts';

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
