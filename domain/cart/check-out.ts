import { accept, reject, type Decision } from '../shared/decider.ts';
import { addMinutes } from '../shared/instant.ts';
import { checkOrderRules } from '../shared/pricing/order-rules.ts';
import { shippingOffer } from '../shared/pricing/shipping.ts';
import { taxReceiverObstacle } from '../tax-document/receiver.ts';
import { cartQuote } from './cart-quote.ts';
import type { CheckOut } from './commands.ts';
import type { CartEvent } from './events.ts';
import type { CreatedCart } from './state.ts';

/** Prices, judges and freezes the cart: the order that is placed from it cannot be refused. */
export const checkOut = (command: CheckOut, cart: CreatedCart): Decision<CartEvent> => {
  const { orderId, orderNumber, paymentMethod, personal, policy, at } = command;
  if (cart.lines.length === 0) return reject('rule', 'cart_empty', 'add an item first');
  const shipping = shippingOffer(policy, command.shippingMethod);
  if (!shipping.ok) return shipping;
  const quote = cartQuote(cart, at, shipping.value);
  const refusal = checkOrderRules(quote, policy.limits);
  if (refusal !== undefined) return refusal;
  const { regime } = policy.documents;
  const obstacle = taxReceiverObstacle(regime, personal.taxReceiver, quote.totals.total, quote.currency);
  if (obstacle !== undefined) return obstacle;
  return accept({
    type: 'CartCheckedOut',
    data: {
      cartId: cart.cartId,
      orderId,
      orderNumber,
      customerId: cart.customerId,
      quote,
      paymentMethod,
      terms: policy.terms,
      reservationExpiresAt: addMinutes(at, policy.reservationTtlMinutes),
      checkedOutAt: at,
      personal,
    },
  });
};
