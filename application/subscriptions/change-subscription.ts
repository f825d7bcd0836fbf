import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { SubscriptionUseCases } from './use-cases.ts';

export const pauseSubscription =
  ({ handlers }: UseCaseDependencies): SubscriptionUseCases['pause'] =>
  (context, subscriptionId) =>
    handlers.subscription.handle(subscriptionId, context, {
      type: 'PauseSubscription',
      pausedBy: context.actor.subject,
      at: businessTime(context),
    });

export const resumeSubscription =
  ({ handlers }: UseCaseDependencies): SubscriptionUseCases['resume'] =>
  (context, subscriptionId) =>
    handlers.subscription.handle(subscriptionId, context, {
      type: 'ResumeSubscription',
      resumedBy: context.actor.subject,
      at: businessTime(context),
    });

export const skipNextOrder =
  ({ handlers }: UseCaseDependencies): SubscriptionUseCases['skip'] =>
  (context, subscriptionId) =>
    handlers.subscription.handle(subscriptionId, context, { type: 'SkipNextOrder', at: businessTime(context) });

export const cancelSubscription =
  ({ handlers }: UseCaseDependencies): SubscriptionUseCases['cancel'] =>
  (context, subscriptionId, { reason }) =>
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
