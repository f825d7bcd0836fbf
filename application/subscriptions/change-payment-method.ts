import { businessTime } from '../commands/context.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { SubscriptionUseCases } from './use-cases.ts';
import { wayToPay } from './way-to-pay.ts';

export const changePaymentMethod =
  ({ handlers, gateways }: UseCaseDependencies): SubscriptionUseCases['changePaymentMethod'] =>
  (context, subscriptionId, input) =>
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
