import { due } from '../../../domain/order/payments/balance.ts';
import { answerWith } from '../answer.ts';
import { addressesOf, receiverOf } from '../buyer-of.ts';
import { create, nothing } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { customerOf } from '../customer-of.ts';
import { moneyIn } from '../presenters/money.ts';
import { showOrder } from '../presenters/order.ts';
import { problem } from '../problem.ts';
import type { Route } from '../route.ts';
import { directOrder, fromCart } from '../schemas/order-requests.ts';
import { order, placedFromCart } from '../schemas/order.ts';

export const placingRoutes = ({ engine: { carts, orders } }: RouteDependencies): readonly Route[] => [
  create({
    method: 'post',
    path: '/api/v1/orders/from-cart',
    tag: 'orders',
    summary: 'Places the order of a cart: once, however often it is asked',
    permission: 'orders:check_out',
    params: nothing,
    body: fromCart,
    response: placedFromCart,
    handle: async ({ body }, { context }) => {
      const { shippingAddress, billingAddress } = addressesOf(body);
      if (shippingAddress === undefined || billingAddress === undefined) {
        throw problem('validation_failed', 'correct the body at shipping_address: it is needed', { in: 'body' });
      }
      const outcome = await carts.checkOut(context, {
        cartId: body.cart_id,
        shippingAddress,
        billingAddress,
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...body.customer,
        ...receiverOf(body),
      });
      return answerWith(outcome, (placed, version) => ({
        order_id: placed.orderId,
        order_number: placed.orderNumber,
        status: placed.status,
        total: moneyIn(placed.currency)(placed.totals.total),
        currency: placed.currency,
        items_count: placed.lines.length,
        reservation_expires_at: placed.reservationExpiresAt,
        payment_required: due(placed) > 0,
        version,
      }));
    },
  }),
  create({
    method: 'post',
    path: '/api/v1/orders',
    tag: 'orders',
    summary: 'Places an order without a cart: by telephone, or of a business',
    permission: 'orders:place',
    params: nothing,
    body: directOrder,
    response: order,
    handle: async ({ body }, { identity, context }) => {
      const outcome = await orders.place(context, {
        orderType: body.type,
        customerId: customerOf(identity, body.customer_id ?? null),
        items: body.items.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...(body.currency !== undefined && { currency: body.currency }),
        ...(body.coupons !== undefined && { couponCodes: body.coupons }),
        ...(body.external_reference !== undefined && { externalReference: body.external_reference }),
        ...(body.purchase_order_number !== undefined && { purchaseOrderNumber: body.purchase_order_number }),
        ...body.customer,
        ...receiverOf(body),
        ...addressesOf(body),
      });
      return answerWith(outcome, showOrder);
    },
  }),
];
