import type { SubscriptionState } from '../../domain/subscription/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { wayToPay } from './way-to-pay.ts';

/** How its orders are paid from now on; one that is past due is charged at once. */
export const changePaymentMethod =
  ({ handlers, gateways }: UseCaseDependencies) =>
  (
    context: CommandContext,
    subscriptionId: string,
    input: { readonly paymentMethod: string; readonly paymentMethodId?: string },
  ): Promise<Outcome<SubscriptionState>> =>
    handlers.subscription.handle(subscriptionId, context, (subscription) => {
      if (!subscription.exists) return notFound('subscription');
      const way = wayToPay(gateways, subscription, input);
      if (!way.ok) return way;
      return {
        type: 'ChangeSubscriptionPaymentMethod',
        ...way.value,
        changedBy: context.actor.subject,
        at: businessTime(context),
      };
    });
