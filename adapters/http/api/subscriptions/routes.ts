import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import { changeBy, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { problem } from '../../server/problem.ts';
import { whose } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { customerOf, receiverOf, wantedItems } from '../shared/buyer.ts';
import { historyRoute } from '../shared/history.ts';
import { listRoute, showRoute } from '../shared/reads.ts';
import * as schema from './schema.ts';
import { showStarted, showSubscription } from './show.ts';

const tag = 'subscriptions';
const path = '/api/v1/subscriptions';
const one = `${path}/{subscription_id}`;
const params = schema.subscriptionParams;
const response = schema.subscription;
const writing = {
  tag,
  method: 'post',
  permission: 'subscriptions:write',
  params,
  response,
  show: showStarted,
} as const;
const reading = { tag, permission: 'subscriptions:read' } as const;
const readingOne = { ...reading, params, idOf: ({ subscription_id: id }: z.output<typeof params>) => id } as const;

const wayToPay = ({ payment_method, payment_method_id }: z.output<typeof schema.newPaymentMethod>) =>
  given({ paymentMethod: payment_method, paymentMethodId: payment_method_id });

export const subscriptionRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { readSide } = deps;
  const { subscriptions } = deps.engine;
  return [
    createBy({
      ...writing,
      path,
      summary: 'Starts an order that comes again by the calendar, at the prices of each day or at today’s',
      params: nothing,
      body: schema.newSubscription,
      decide: ({ body }, { identity, context }) => {
        const customerId = customerOf(identity, body.customer_id ?? null);
        if (customerId === null) {
          throw problem('validation_failed', 'correct the body at customer_id: it is needed', { in: 'body' });
        }
        const { shipping_address: shipping, billing_address: billing = shipping } = body;
        return subscriptions.start(context, {
          customerId,
          items: wantedItems(body.items),
          interval: body.interval,
          ...given({ firstOrderAt: body.first_order_at, currency: body.currency }),
          shippingMethod: body.shipping_method,
          ...wayToPay(body),
          ...given({ pricing: body.pricing }),
          personal: {
            ...body.customer,
            ...receiverOf(body),
            ...given({ shippingAddress: shipping, billingAddress: billing }),
          },
        });
      },
    }),
    listRoute({
      ...reading,
      path,
      summary: 'Lists subscriptions, the newest first',
      query: schema.subscriptionsQuery,
      response: schema.subscriptions,
      list: ({ customer_id }, viewer, page) => {
        const ofCustomer = whose(viewer, customer_id);
        return ofCustomer && readSide.listSubscriptions(viewer.organizationId, ofCustomer, page);
      },
      show: (found) => showSubscription(found, found.version),
    }),
    showRoute(deps, 'subscription', {
      ...readingOne,
      path: one,
      summary: 'Shows a subscription and the last order that it gave',
      response,
      get: (...of) => readSide.getSubscription(...of),
      show: showSubscription,
    }),
    historyRoute(deps, 'subscription', {
      ...readingOne,
      path: `${one}/history`,
      summary: 'Everything that happened to a subscription, from the first event on',
    }),
    changeBy({
      ...writing,
      path: `${one}/payment-method`,
      summary: 'Has orders paid another way from now on; one that is past due is charged at once',
      body: schema.newPaymentMethod,
      decide: ({ params, body }, { context }) =>
        subscriptions.changePaymentMethod(context, params.subscription_id, wayToPay(body)),
    }),
    changeBy({
      ...writing,
      path: `${one}/pause`,
      summary: 'Places no orders until it is resumed; one that is past due is cancelled',
      body: nothing,
      decide: ({ params }, { context }) => subscriptions.pause(context, params.subscription_id),
    }),
    changeBy({
      ...writing,
      path: `${one}/resume`,
      summary: 'Goes on with the first date that is not over',
      body: nothing,
      decide: ({ params }, { context }) => subscriptions.resume(context, params.subscription_id),
    }),
    changeBy({
      ...writing,
      path: `${one}/skip`,
      summary: 'Leaves the next date out',
      body: nothing,
      decide: ({ params }, { context }) => subscriptions.skip(context, params.subscription_id),
    }),
    changeBy({
      ...writing,
      path: `${one}/cancel`,
      summary: 'Ends the subscription; orders that it gave stay, but one that is past due',
      body: schema.subscriptionCancellation,
      decide: ({ params, body }, { context }) => subscriptions.cancel(context, params.subscription_id, body),
    }),
  ];
};
