import type { CommandHandlers } from '../commands/handlers.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../ports/system.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';

/** What the orders of subscriptions are placed and charged with. */
export interface SubscriptionOrderDependencies {
  readonly engine: { readonly orders: Pick<Engine['orders'], 'place' | 'pay'> };
  readonly handlers: CommandHandlers;
  readonly policies: TenantPolicies;
  readonly clock: Clock;
}
