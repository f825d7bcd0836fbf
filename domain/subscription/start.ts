import { accept, reject, type Decision } from '../shared/decider.ts';
import { isQuantity } from '../shared/quantity.ts';
import type { StartSubscription } from './commands.ts';
import type { SubscriptionEvent } from './events.ts';
import { isInterval, maximumCount } from './schedule.ts';

/** The first order may be due at once, but not before. */
export const startSubscription = (command: StartSubscription): Decision<SubscriptionEvent> => {
  const { items, interval, firstOrderAt, at } = command;
  if (items.length === 0) return reject('rule', 'empty_subscription', 'name at least one item');
  const invalid = items.find(({ quantity }) => !isQuantity(quantity));
  if (invalid !== undefined) {
    return reject('rule', 'invalid_quantity', 'a quantity is more than 0', { variant_id: invalid.variantId });
  }
  if (!isInterval(interval)) {
    return reject('rule', 'invalid_interval', `count 1 to ${maximumCount} whole days, weeks or months`, {
      maximum: maximumCount,
    });
  }
  if (firstOrderAt < at) {
    return reject('rule', 'first_order_in_the_past', 'let the first order be due now or later', {
      first_order_at: firstOrderAt,
    });
  }
  const { subscriptionId, customerId, frozenPrices, currency } = command;
  const { shippingMethod, paymentMethod, paymentMethodId, personal } = command;
  return accept({
    type: 'SubscriptionStarted',
    data: {
      subscriptionId,
      customerId,
      items,
      ...(frozenPrices !== undefined && { frozenPrices }),
      currency,
      shippingMethod,
      paymentMethod,
      ...(paymentMethodId !== undefined && { paymentMethodId }),
      personal,
      interval,
      firstOrderAt,
      at,
    },
  });
};
