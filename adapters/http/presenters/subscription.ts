import type { z } from 'zod';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { StartedSubscription } from '../../../domain/subscription/state.ts';
import { subscriptionActions } from '../../../domain/subscription/transitions.ts';
import type { subscription } from '../schemas/subscription.ts';

/** What the write side's state and the read side's document have in common. */
type Facts = Omit<StartedSubscription, 'exists' | 'personal' | 'unanswered'>;

export const showSubscription = (facts: Facts, version: number): z.input<typeof subscription> => ({
  subscription_id: facts.subscriptionId,
  status: facts.status,
  version,
  allowed_actions: [...subscriptionActions(facts.status)],
  customer_id: facts.customerId,
  items: facts.items.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity: quantityToWire(quantity) })),
  interval: { unit: facts.interval.unit, count: facts.interval.count },
  currency: facts.currency,
  shipping_method: facts.shippingMethod,
  payment_method: facts.paymentMethod,
  first_order_at: facts.firstOrderAt,
  next_order_at: facts.status === 'active' ? facts.nextOrderAt : null,
  orders_count: facts.ordersCount,
  last_order: facts.lastOrder && {
    order_id: facts.lastOrder.orderId,
    sequence: facts.lastOrder.sequence,
    due_at: facts.lastOrder.dueAt,
    status: facts.lastOrder.status,
    order_number: facts.lastOrder.orderNumber,
    refusal_code: facts.lastOrder.refusalCode,
  },
  started_at: facts.startedAt,
});
