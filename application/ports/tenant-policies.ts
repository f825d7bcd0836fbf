import type { Currency } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';

/** What each organisation decided. Amounts are in `currency`, by default the organisation's own. */
export interface TenantPolicies {
  policy(organizationId: string, currency?: Currency): TenantPolicy;
}
