import type { Instant } from '../../domain/shared/message.ts';

/** For the fraud rules. May be a moment old. */
export interface RecentPayments {
  /** Payments that the customer started at gateways since then, on all orders of the organisation. */
  countRecentPayments(organizationId: string, customerId: string, since: Instant): Promise<number>;
}
