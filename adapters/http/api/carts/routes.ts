import type { Outcome } from '../../../../application/commands/outcome.ts';
import type { CartState } from '../../../../domain/cart/state.ts';
import type { Instant } from '../../../../domain/shared/message.ts';
import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { existing, fresh, scopeOf } from '../../server/reading.ts';
import type { Answer, Route } from '../../server/route.ts';
import { customerOf } from '../shared/buyer.ts';
import { freshness } from '../shared/fields.ts';
import * as schema from './schema.ts';
import { showCart } from './show.ts';

const base = { tag: 'carts', response: schema.cart } as const;
const writing = { ...base, permission: 'carts:write' } as const;

const shown = (outcome: Promise<Outcome<CartState>>, now: Instant): Promise<Answer<ReturnType<typeof showCart>>> =>
  answerWith(outcome, (cart, version) => showCart(cart, version, now));

/** The hottest first: Express tries routes in order. */
export const cartRoutes = ({ engine: { carts }, readSide, clock }: RouteDependencies): readonly Route[] => [
  create({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/items',
    summary: 'Puts a product into the cart',
    params: schema.cartParams,
    body: schema.newItem,
    handle: async ({ params, body }, { context }) => {
      const item = { variantId: body.variant_id, quantity: body.quantity };
      return shown(carts.addItem(context, params.cart_id, item), context.now);
    },
  }),
  create({
    ...writing,
    method: 'post',
    path: '/api/v1/carts',
    summary: 'Starts a cart: a guest’s, unless it names a customer',
    params: nothing,
    body: schema.newCart,
    response: schema.createdCart,
    handle: async ({ body }, { identity, context }) => {
      const customerId = customerOf(identity, body.customer_id ?? null);
      const outcome = await carts.create(context, { customerId, ...(body.currency && { currency: body.currency }) });
      return answerWith(outcome, (cart, version) => ({
        ...showCart(cart, version, context.now),
        recovery_token: cart.recoveryToken,
      }));
    },
  }),
  read({
    ...base,
    permission: 'carts:read',
    method: 'get',
    path: '/api/v1/carts/{cart_id}',
    summary: 'Shows the cart and what it would cost now',
    params: schema.cartParams,
    query: freshness,
    handle: async ({ params, query }, viewer) => {
      await fresh(readSide, viewer, 'cart', params.cart_id, query.min_version);
      const cart = existing('cart', await readSide.getCart(viewer.organizationId, params.cart_id, scopeOf(viewer)));
      return respond(showCart(cart, cart.version, clock.now()), cart.version);
    },
  }),
  change({
    ...writing,
    method: 'patch',
    path: '/api/v1/carts/{cart_id}/items/{item_id}',
    summary: 'Changes how many of a line',
    params: schema.itemParams,
    body: schema.changedItem,
    handle: ({ params, body }, { context }) =>
      shown(carts.changeItem(context, params.cart_id, params.item_id, body), context.now),
  }),
  change({
    ...writing,
    method: 'delete',
    path: '/api/v1/carts/{cart_id}/items/{item_id}',
    summary: 'Takes a line out of the cart',
    params: schema.itemParams,
    body: nothing,
    handle: ({ params }, { context }) => shown(carts.removeItem(context, params.cart_id, params.item_id), context.now),
  }),
  create({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/coupons',
    summary: 'Applies a coupon',
    params: schema.cartParams,
    body: schema.coupon,
    handle: ({ params, body }, { context }) => shown(carts.applyCoupon(context, params.cart_id, body), context.now),
  }),
  change({
    ...writing,
    method: 'delete',
    path: '/api/v1/carts/{cart_id}/coupons/{code}',
    summary: 'Takes a coupon away',
    params: schema.couponParams,
    body: nothing,
    handle: ({ params }, { context }) => shown(carts.removeCoupon(context, params.cart_id, params.code), context.now),
  }),
  change({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/merge',
    summary: 'Takes a guest’s cart into this one, at sign-in',
    params: schema.cartParams,
    body: schema.merge,
    handle: ({ params, body }, { context }) =>
      shown(carts.merge(context, params.cart_id, { fromCartId: body.from_cart_id }), context.now),
  }),
  change({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/recover',
    summary: 'Finds an abandoned cart again by its recovery token',
    params: nothing,
    body: schema.recovery,
    handle: ({ body }, { context }) => shown(carts.recover(context, body), context.now),
  }),
];
