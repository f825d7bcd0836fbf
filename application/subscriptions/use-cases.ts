import type { SubscriptionInterval, SubscriptionPricing } from '../../domain/subscription/events.ts';
import type { SubscriptionState } from '../../domain/subscription/state.ts';
import type { PersonalData } from '../../domain/shared/personal-data.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Subscription = Promise<Outcome<SubscriptionState>>;

/** What can be done with orders that come again by the calendar. */
export interface SubscriptionUseCases {
  /**
   * The new subscription's id is the command's id. What could not be ordered today is refused as that order would be:
   * unknown products, shipping or tender, less than the smallest order, a receiver that no invoice can name. Stock is asked
   * for when each order is due. A way to pay that cannot be stored is refused as `payment_method_not_stored`.
   */
  start(
    context: CommandContext,
    input: {
      readonly customerId: string;
      readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
      /** `frozen`: what goods and shipping cost today is charged for ever; absent: what they cost on each order's day. */
      readonly pricing?: SubscriptionPricing;
      readonly interval: SubscriptionInterval;
      /** Absent: at once. */
      readonly firstOrderAt?: Instant;
      readonly currency?: Currency;
      readonly shippingMethod: string;
      readonly paymentMethod: string;
      /** What orders are charged to: the provider's token. Absent: buyers pay them, or their store credit does. */
      readonly paymentMethodId?: string;
      readonly personal: PersonalData;
    },
  ): Subscription;
  /** How its orders are paid from now on; one that is past due is charged at once. */
  changePaymentMethod(
    context: CommandContext,
    subscriptionId: string,
    input: { readonly paymentMethod: string; readonly paymentMethodId?: string },
  ): Subscription;
  pause(context: CommandContext, subscriptionId: string): Subscription;
  resume(context: CommandContext, subscriptionId: string): Subscription;
  /** Leaves the next date out. */
  skip(context: CommandContext, subscriptionId: string): Subscription;
  cancel(context: CommandContext, subscriptionId: string, input: { readonly reason: string }): Subscription;
}
