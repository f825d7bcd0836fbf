import type { AddressChoice } from '../../../application/customers/resolve-address.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import { may } from '../../../application/access/permissions.ts';
import { due } from '../../../domain/order/payments/balance.ts';
import type { OrderState, PlacedOrder } from '../../../domain/order/state.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { contextOf } from './callers.ts';
import type { UnaryMethod } from './calls.ts';
import type { OrderServerDependencies } from './dependencies.ts';
import { toOrder } from './order-messages.ts';
import { cancelOrderRequest, createOrderFromCartRequest } from './order-requests.ts';
import { refused, rejected } from './refusals.ts';

/** @throws CallRefused for a refusal */
const accepted = (outcome: Outcome<OrderState>): { readonly order: PlacedOrder; readonly version: number } => {
  if (!outcome.ok) throw rejected(outcome.rejection);
  const { state: order, version } = outcome;
  if (!order.exists) throw new TypeError('an accepted command left no order behind');
  return { order, version };
};

const choiceOf = (address: Address | null, addressId: string | undefined): AddressChoice | undefined =>
  addressId === undefined ? (address ?? undefined) : { addressId };

export const createOrderFromCart = (
  dependencies: OrderServerDependencies,
): UnaryMethod<typeof createOrderFromCartRequest> => ({
  method: 'CreateOrderFromCart',
  permission: 'orders:check_out',
  request: createOrderFromCartRequest,
  handle: async (request, caller, metadata) => {
    const { expected_version: expectedVersion, customer_name: name, customer_email: email } = request;
    const shippingAddress = choiceOf(request.shipping_address, request.shipping_address_id);
    if (shippingAddress === undefined) {
      throw refused('validation_failed', 'correct the request at shipping_address: it is needed', {
        issues: [{ path: 'shipping_address', message: 'is needed' }],
      });
    }
    const context = contextOf(dependencies, caller, metadata, 'CreateOrderFromCart', request, expectedVersion);
    const outcome = await dependencies.engine.carts.checkOut(context, {
      cartId: request.cart_id,
      shippingAddress,
      billingAddress: choiceOf(request.billing_address, request.billing_address_id) ?? shippingAddress,
      shippingMethod: request.shipping_method,
      paymentMethod: request.payment_method,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
    });
    const { order, version } = accepted(outcome);
    return { order: toOrder(order, version), payment_required: due(order) > 0 };
  },
});

export const cancelOrder = (dependencies: OrderServerDependencies): UnaryMethod<typeof cancelOrderRequest> => ({
  method: 'CancelOrder',
  permission: 'orders:cancel',
  request: cancelOrderRequest,
  handle: async (request, caller, metadata) => {
    const { order_id: orderId, reason, expected_version: expectedVersion } = request;
    const { role, subject } = caller.identity;
    const context = contextOf(dependencies, caller, metadata, 'CancelOrder', request, expectedVersion);
    const approvedBy = may(role, 'orders:approve_cancellation') ? subject : null;
    const outcome = await dependencies.engine.orders.cancel(context, orderId, { reason, approvedBy });
    const { order, version } = accepted(outcome);
    return { order: toOrder(order, version) };
  },
});
