import { given } from '../../../../application/input/given.ts';
import type { CreatedCart } from '../../../../domain/cart/state.ts';
import { changeBy, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Caller, Route } from '../../server/route.ts';
import { customerOf } from '../shared/buyer.ts';
import { showRoute } from '../shared/reads.ts';
import * as schema from './schema.ts';
import { showCart } from './show.ts';

const show = (cart: CreatedCart, version: number, { context }: Caller) => showCart(cart, version, context.now);
const base = { tag: 'carts', response: schema.cart, params: schema.cartParams } as const;
const writing = { ...base, permission: 'carts:write', show } as const;

/** Puts the hottest first: Express tries routes in order. */
export const cartRoutes = ({ engine: { carts }, readSide, clock }: RouteDependencies): readonly Route[] => [
  createBy({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/items',
    summary: 'Puts a product into the cart',
    body: schema.newItem,
    decide: ({ params, body: { variant_id: variantId, quantity } }, { context }) =>
      carts.addItem(context, params.cart_id, { variantId, quantity }),
  }),
  createBy({
    ...writing,
    method: 'post',
    path: '/api/v1/carts',
    summary: 'Starts a cart: a guest’s, unless it names a customer',
    params: nothing,
    body: schema.newCart,
    response: schema.createdCart,
    decide: ({ body: { customer_id = null, currency } }, { identity, context }) =>
      carts.create(context, { customerId: customerOf(identity, customer_id), ...given({ currency }) }),
    show: (cart, version, caller) => ({ ...show(cart, version, caller), recovery_token: cart.recoveryToken }),
  }),
  showRoute({ readSide }, 'cart', {
    ...base,
    permission: 'carts:read',
    path: '/api/v1/carts/{cart_id}',
    summary: 'Shows the cart and what it would cost now',
    idOf: ({ cart_id }) => cart_id,
    get: (...of) => readSide.getCart(...of),
    show: (cart, version) => showCart(cart, version, clock.now()),
  }),
  changeBy({
    ...writing,
    method: 'patch',
    path: '/api/v1/carts/{cart_id}/items/{item_id}',
    summary: 'Changes how many of a line',
    params: schema.itemParams,
    body: schema.changedItem,
    decide: ({ params, body }, { context }) => carts.changeItem(context, params.cart_id, params.item_id, body),
  }),
  changeBy({
    ...writing,
    method: 'delete',
    path: '/api/v1/carts/{cart_id}/items/{item_id}',
    summary: 'Takes a line out of the cart',
    params: schema.itemParams,
    body: nothing,
    decide: ({ params }, { context }) => carts.removeItem(context, params.cart_id, params.item_id),
  }),
  createBy({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/coupons',
    summary: 'Applies a coupon',
    body: schema.coupon,
    decide: ({ params, body }, { context }) => carts.applyCoupon(context, params.cart_id, body),
  }),
  changeBy({
    ...writing,
    method: 'delete',
    path: '/api/v1/carts/{cart_id}/coupons/{code}',
    summary: 'Takes a coupon away',
    params: schema.couponParams,
    body: nothing,
    decide: ({ params }, { context }) => carts.removeCoupon(context, params.cart_id, params.code),
  }),
  changeBy({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/{cart_id}/merge',
    summary: 'Takes a guest’s cart into this one, at sign-in',
    body: schema.merge,
    decide: ({ params, body }, { context }) => carts.merge(context, params.cart_id, { fromCartId: body.from_cart_id }),
  }),
  changeBy({
    ...writing,
    method: 'post',
    path: '/api/v1/carts/recover',
    summary: 'Finds an abandoned cart again by its recovery token',
    params: nothing,
    body: schema.recovery,
    decide: ({ body }, { context }) => carts.recover(context, body),
  }),
];
