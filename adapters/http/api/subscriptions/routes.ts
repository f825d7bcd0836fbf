import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { problem } from '../../server/problem.ts';
import { existing, fresh, scopeOf } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { readReceiver } from '../documents/show.ts';
import { customerOf } from '../shared/buyer.ts';
import { freshness } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import * as schema from './schema.ts';
import { showStarted, showSubscription } from './show.ts';

const tag = 'subscriptions';
const path = '/api/v1/subscriptions';
const ofOne = { tag, params: schema.subscriptionParams, response: schema.subscription } as const;
const writing = { ...ofOne, method: 'post', permission: 'subscriptions:write' } as const;
const reading = { tag, method: 'get', permission: 'subscriptions:read' } as const;

const wayToPay = (body: { readonly payment_method: string; readonly payment_method_id?: string }) => ({
  paymentMethod: body.payment_method,
  ...(body.payment_method_id !== undefined && { paymentMethodId: body.payment_method_id }),
});

export const subscriptionRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { readSide, history } = deps;
  const { subscriptions } = deps.engine;
  return [
    create({
      ...writing,
      path,
      summary: 'Starts an order that comes again by the calendar, at the prices of each day or at today’s',
      params: nothing,
      body: schema.newSubscription,
      handle: async ({ body }, { identity, context }) => {
        const customerId = customerOf(identity, body.customer_id ?? null);
        if (customerId === null) {
          throw problem('validation_failed', 'correct the body at customer_id: it is needed', { in: 'body' });
        }
        const { shipping_address: shipping, billing_address: billing = shipping } = body;
        const outcome = await subscriptions.start(context, {
          customerId,
          items: body.items.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
          interval: body.interval,
          ...(body.first_order_at !== undefined && { firstOrderAt: body.first_order_at }),
          ...(body.currency !== undefined && { currency: body.currency }),
          shippingMethod: body.shipping_method,
          ...wayToPay(body),
          ...(body.pricing !== undefined && { pricing: body.pricing }),
          personal: {
            ...body.customer,
            ...(body.tax_receiver && { taxReceiver: readReceiver(body.tax_receiver) }),
            ...(shipping && { shippingAddress: shipping }),
            ...(billing && { billingAddress: billing }),
          },
        });
        return answerWith(outcome, showStarted);
      },
    }),
    read({
      ...reading,
      path,
      summary: 'Lists subscriptions, the newest first',
      params: nothing,
      query: schema.subscriptionsQuery,
      response: schema.subscriptions,
      handle: async ({ query }, { organizationId, onlyCustomerId }) => {
        const { customer_id: named, ...paging } = query;
        const customerId = onlyCustomerId ?? named;
        if (named !== undefined && named !== customerId) return respond({ items: [], next_cursor: null });
        const filters = customerId === undefined ? {} : { customerId };
        const found = await readSide.listSubscriptions(organizationId, filters, pageRequest(paging));
        return respond(showPage(found, (document) => showSubscription(document, document.version)));
      },
    }),
    read({
      ...reading,
      path: `${path}/{subscription_id}`,
      summary: 'Shows a subscription and the last order that it gave',
      params: schema.subscriptionParams,
      query: freshness,
      response: schema.subscription,
      handle: async ({ params, query }, viewer) => {
        const { subscription_id } = params;
        await fresh(readSide, viewer, 'subscription', subscription_id, query.min_version);
        const document = await readSide.getSubscription(viewer.organizationId, subscription_id, scopeOf(viewer));
        const found = existing('subscription', document);
        return respond(showSubscription(found, found.version), found.version);
      },
    }),
    historyRoute({ readSide, history }, 'subscription', {
      ...reading,
      path: `${path}/{subscription_id}/history`,
      summary: 'Everything that happened to a subscription, from the first event on',
      params: schema.subscriptionParams,
      idOf: ({ subscription_id }) => subscription_id,
    }),
    change({
      ...writing,
      path: `${path}/{subscription_id}/payment-method`,
      summary: 'Has orders paid another way from now on; one that is past due is charged at once',
      body: schema.newPaymentMethod,
      handle: async ({ params, body }, { context }) => {
        const outcome = await subscriptions.changePaymentMethod(context, params.subscription_id, wayToPay(body));
        return answerWith(outcome, showStarted);
      },
    }),
    change({
      ...writing,
      path: `${path}/{subscription_id}/pause`,
      summary: 'Places no orders until it is resumed; one that is past due is cancelled',
      body: nothing,
      handle: ({ params }, { context }) =>
        answerWith(subscriptions.pause(context, params.subscription_id), showStarted),
    }),
    change({
      ...writing,
      path: `${path}/{subscription_id}/resume`,
      summary: 'Goes on with the first date that is not over',
      body: nothing,
      handle: ({ params }, { context }) =>
        answerWith(subscriptions.resume(context, params.subscription_id), showStarted),
    }),
    change({
      ...writing,
      path: `${path}/{subscription_id}/skip`,
      summary: 'Leaves the next date out',
      body: nothing,
      handle: ({ params }, { context }) => answerWith(subscriptions.skip(context, params.subscription_id), showStarted),
    }),
    change({
      ...writing,
      path: `${path}/{subscription_id}/cancel`,
      summary: 'Ends the subscription; orders that it gave stay, but one that is past due',
      body: schema.subscriptionCancellation,
      handle: ({ params, body }, { context }) =>
        answerWith(subscriptions.cancel(context, params.subscription_id, body), showStarted),
    }),
  ];
};
