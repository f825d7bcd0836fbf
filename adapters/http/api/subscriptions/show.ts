import type { z } from 'zod';
import type { Minor } from '../../../../domain/shared/money.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import type { Charge, StartedSubscription } from '../../../../domain/subscription/state.ts';
import { subscriptionActions } from '../../../../domain/subscription/transitions.ts';
import type { DunningView } from '../../../../projections/subscriptions/view.ts';
import { moneyIn } from '../shared/money.ts';
import type { subscription } from './schema.ts';

type Shown = z.input<typeof subscription>;

/** Holds what the write side's state and the read side's document have in common. */
type Facts = Omit<StartedSubscription, 'exists' | 'personal' | 'unanswered' | 'unpaid' | 'charge'>;

/** As it is right after a command. */
export const showStarted = (state: StartedSubscription, version: number): Shown =>
  showSubscription({ ...state, dunning: dunningOf(state.charge) }, version);

/** As it is read. */
export const showSubscription = (facts: Facts & { readonly dunning: DunningView | null }, version: number): Shown => ({
  subscription_id: facts.subscriptionId,
  status: facts.status,
  version,
  allowed_actions: [...subscriptionActions(facts.status)],
  customer_id: facts.customerId,
  pricing: facts.frozenPrices === null ? 'current' : 'frozen',
  items: facts.items.map(({ variantId, quantity }, index) => ({
    variant_id: variantId,
    quantity: quantityToWire(quantity),
    unit_price: frozen(facts, facts.frozenPrices?.unitPrices[index]),
  })),
  interval: { unit: facts.interval.unit, count: facts.interval.count },
  currency: facts.currency,
  shipping_method: facts.shippingMethod,
  shipping_cost: frozen(facts, facts.frozenPrices?.shippingCost),
  payment_method: facts.paymentMethod,
  payment_method_id: facts.paymentMethodId,
  first_order_at: facts.firstOrderAt,
  next_order_at: facts.status === 'active' || facts.status === 'past_due' ? facts.nextOrderAt : null,
  orders_count: facts.ordersCount,
  last_order: facts.lastOrder && {
    order_id: facts.lastOrder.orderId,
    sequence: facts.lastOrder.sequence,
    due_at: facts.lastOrder.dueAt,
    status: facts.lastOrder.status,
    order_number: facts.lastOrder.orderNumber,
    refusal_code: facts.lastOrder.refusalCode,
  },
  dunning: facts.dunning && {
    order_id: facts.dunning.orderId,
    attempt: facts.dunning.attempt,
    reason: facts.dunning.reason,
    next_retry_at: facts.dunning.nextRetryAt,
  },
  started_at: facts.startedAt,
});

const frozen = ({ currency }: Facts, amount: Minor | undefined): number | null =>
  amount === undefined ? null : moneyIn(currency)(amount);

const dunningOf = (charge: Charge | null): DunningView | null => {
  const reason = charge?.reason ?? null;
  return charge === null || reason === null ? null : { ...charge, reason };
};
