import type { CheckOut } from '../../domain/cart/commands.ts';
import { cartDecider } from '../../domain/cart/decider.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import { resolveAddresses, type AddressChoice } from '../customers/resolve-address.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { numberOnceInStock } from '../orders/number-order.ts';
import { refuseTender } from '../orders/tenders.ts';
import { factsBehind, outcomeOn } from '../reactor/process-outcome.ts';

/**
 * Freezes the cart and places its order: once, however often and at once it is called. The order's id is the cart's.
 * Freezes the cart, and lets the checkout process place the order from it. Calls on one cart wait for each other, so the
 * first takes a number and the next ones find the cart checked out: they answer the same order.
 */
export const checkOut =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    {
      cartId,
      shippingMethod,
      paymentMethod,
      shippingAddress,
      billingAddress,
      ...contact
    }: {
      readonly cartId: string;
      readonly shippingAddress: AddressChoice;
      readonly billingAddress: AddressChoice;
      readonly shippingMethod: string;
      readonly paymentMethod: string;
      readonly name?: string;
      readonly email?: string;
      /** Whom the tax documents are made out to; without it the sale gets a receipt. */
      readonly taxReceiver?: TaxReceiver;
    },
  ): Promise<Outcome<OrderState>> => {
    const { handlers, policies, processes, gateways, customers } = dependencies;
    const { organizationId } = context;
    const frozen = await handlers.cart.handle(cartId, context, async (cart) => {
      if (!cart.exists) return notFound('cart');
      // Its order has its addresses, whatever is in the address book now.
      if (cart.status === 'checked_out') return accept();
      const refusal = refuseTender(paymentMethod, 'online', gateways);
      if (refusal !== undefined) return refusal;
      const chosen = { shippingAddress, billingAddress };
      const addresses = await resolveAddresses(customers, organizationId, cart.customerId, chosen);
      if (!addresses.ok) return addresses;
      const numbered = (orderNumber: string): CheckOut => ({
        type: 'CheckOut',
        orderId: cartId,
        orderNumber,
        shippingMethod,
        paymentMethod,
        policy: policies.policy(organizationId, cart.currency),
        personal: { ...contact, ...addresses.value },
        at: businessTime(context),
      });
      const decide = (candidate: CheckOut) => cartDecider.decide(candidate, cart);
      return numberOnceInStock(dependencies, context, { numbered, decide }, cart.lines);
    });
    if (!frozen.ok) return frozen;

    const sent = await processes.follow(context, await factsBehind(handlers.cart, cartId, context, frozen));
    return outcomeOn('order', cartId, sent) ?? notFound('order');
  };
