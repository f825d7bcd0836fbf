import type { SubscriptionState } from '../../domain/subscription/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { wayToPay } from './start-subscription.ts';

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

export const pauseSubscription =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, subscriptionId: string): Promise<Outcome<SubscriptionState>> =>
    handlers.subscription.handle(subscriptionId, context, {
      type: 'PauseSubscription',
      pausedBy: context.actor.subject,
      at: businessTime(context),
    });

export const resumeSubscription =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, subscriptionId: string): Promise<Outcome<SubscriptionState>> =>
    handlers.subscription.handle(subscriptionId, context, {
      type: 'ResumeSubscription',
      resumedBy: context.actor.subject,
      at: businessTime(context),
    });

/** Leaves the next date out. */
export const skipNextOrder =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, subscriptionId: string): Promise<Outcome<SubscriptionState>> =>
    handlers.subscription.handle(subscriptionId, context, { type: 'SkipNextOrder', at: businessTime(context) });

export const cancelSubscription =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    subscriptionId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<SubscriptionState>> =>
    handlers.subscription.handle(
      subscriptionId,
      context,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'CancelSubscription',
          reason,
          cancelledBy: context.actor.subject,
          at: businessTime(context),
        },
    );
