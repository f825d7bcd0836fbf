import { cartDecider } from '../../domain/cart/decider.ts';
import type { CheckOut } from '../../domain/cart/commands.ts';
import { businessTime } from '../command-context.ts';
import type { CartUseCases } from '../engine.ts';
import { factsBehind, outcomeOn } from '../following.ts';
import { refuseTender } from '../orders/tenders.ts';
import { numberOnceInStock } from '../orders/take-number.ts';
import { notFound } from '../refusals.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

/**
 * Freezes the cart, and lets the checkout process place the order from it. Calls on one cart wait for each other, so the
 * first takes a number and all others find the cart checked out: they answer the same order.
 */
export const checkOut =
  (dependencies: UseCaseDependencies): CartUseCases['checkOut'] =>
  async (context, { cartId, shippingMethod, paymentMethod, ...personal }) => {
    const { handlers, policies, processes, gateways } = dependencies;
    const frozen = await handlers.cart.handle(cartId, context, (cart) => {
      if (!cart.exists) return notFound('cart');
      const numbered = (orderNumber: string): CheckOut => ({
        type: 'CheckOut',
        orderId: cartId,
        orderNumber,
        shippingMethod,
        paymentMethod,
        policy: policies.policy(context.organizationId, cart.currency),
        personal,
        at: businessTime(context),
      });
      const decide = (candidate: CheckOut) => cartDecider.decide(candidate, cart);
      return (
        refuseTender(paymentMethod, 'online', gateways) ??
        numberOnceInStock(dependencies, context, { numbered, decide }, cart.lines)
      );
    });
    if (!frozen.ok) return frozen;

    const sent = await processes.follow(context, await factsBehind(handlers.cart, cartId, context, frozen));
    return outcomeOn('order', cartId, sent) ?? notFound('order');
  };
