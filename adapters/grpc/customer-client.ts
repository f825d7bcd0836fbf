import { z } from 'zod';
import type {
  Customer,
  Customers,
  LoyaltyPayment,
  LoyaltyPurchase,
  RedemptionAnswer,
} from '../../application/ports/customers.ts';
import type { Address } from '../../domain/shared/address.ts';
import { customerService } from '../../proto/services.ts';
import { money, toMoney } from './money-message.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

const required = z.string().min(1);

/** One line of text that can be stored and hashed, whatever line breaks and control characters came in it. */
const line = z.string().transform((text) => text.replaceAll(/\p{Cc}+/gu, ' ').trim());

const address = z
  .object({
    name: line.pipe(required),
    line1: line.pipe(required),
    line2: line,
    city: line.pipe(required),
    region: line,
    postal_code: line,
    country: z.string().regex(/^[A-Z]{2}$/),
    phone: line,
  })
  .transform(({ name, line1, line2, city, region, postal_code, country, phone }): Address => ({
    name,
    line1,
    ...(line2 !== '' && { line2 }),
    city,
    ...(region !== '' && { region }),
    ...(postal_code !== '' && { postal_code }),
    country,
    ...(phone !== '' && { phone }),
  }));

const savedAddress = z
  .object({ address_id: required, address })
  .transform((saved) => ({ addressId: saved.address_id, address: saved.address }));

type Money = z.output<typeof money>;

const creditOf = (limit: Money | null, available: Money | null, context: z.RefinementCtx): Customer['credit'] => {
  if (limit === null && available === null) return null;
  if (limit !== null && limit.currency === available?.currency) {
    return { limit: limit.minor, available: available.minor, currency: limit.currency };
  }
  context.addIssue('a credit without its limit or what is available of it, or in two currencies');
  return z.NEVER;
};

const customer = z
  .object({
    customer_id: required,
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    loyalty_tier: z.string(),
    loyalty_points: z.int(),
    credit_limit: money.nullable(),
    credit_available: money.nullable(),
    addresses: z.array(savedAddress),
  })
  .transform((found, context): Customer => ({
    customerId: found.customer_id,
    name: found.name,
    email: found.email,
    phone: found.phone,
    loyaltyTier: found.loyalty_tier,
    loyaltyPoints: found.loyalty_points,
    credit: creditOf(found.credit_limit, found.credit_available, context),
    addresses: found.addresses,
  }));

/** GetCustomerResponse. */
export const knownCustomer = z
  .object({ customer: customer.nullable() })
  .transform((answer) => answer.customer ?? undefined);

/** AddLoyaltyPointsRequest and DeductLoyaltyPointsRequest. */
export const toPurchase = ({ organizationId, customerId, transactionId, amount, currency }: LoyaltyPurchase) => ({
  organization_id: organizationId,
  idempotency_key: transactionId,
  customer_id: customerId,
  transaction_id: transactionId,
  amount: toMoney(amount, currency),
});

/** What requests about a payment in points have in common. */
export const toPayment = ({ organizationId, customerId, paymentId }: LoyaltyPayment) => ({
  organization_id: organizationId,
  idempotency_key: paymentId,
  customer_id: customerId,
  payment_id: paymentId,
});

const points = z.int().min(0);

/** AddLoyaltyPointsResponse. */
export const pointsEarned = z.object({ points_earned: points }).transform((answer) => answer.points_earned);

/** DeductLoyaltyPointsResponse. */
export const pointsDeducted = z.object({ points_deducted: points }).transform((answer) => answer.points_deducted);

/** RedeemLoyaltyPointsResponse. */
export const redemption = z
  .object({ ok: z.boolean(), points_available: points })
  .transform(({ ok, points_available }): RedemptionAnswer => (ok ? { ok } : { ok, available: points_available }));

/** RestoreLoyaltyPointsResponse. */
export const restored = z.object({ points_restored: points });

/**
 * The Customer service over gRPC (proto/customer.proto). Nothing is answered from memory: credit and addresses are asked
 * for when something depends on them. Besides ServiceUnavailableError its calls throw ServiceContractError if the far end
 * refuses a request as invalid, or answers what the contract does not allow.
 */
export const connectCustomers = (options: ServiceClientOptions): Customers & RemoteService => {
  const { call, ...remote } = connectService('customer', customerService, options);
  return {
    ...remote,
    customer: (organizationId, customerId) =>
      call('GetCustomer', { organization_id: organizationId, customer_id: customerId }, knownCustomer),
    addLoyaltyPoints: (purchase) => call('AddLoyaltyPoints', toPurchase(purchase), pointsEarned),
    deductLoyaltyPoints: (purchase) => call('DeductLoyaltyPoints', toPurchase(purchase), pointsDeducted),
    redeemLoyaltyPoints: (payment) =>
      call('RedeemLoyaltyPoints', { ...toPayment(payment), points: payment.points }, redemption),
    restoreLoyaltyPoints: async (payment) => {
      await call('RestoreLoyaltyPoints', toPayment(payment), restored);
    },
  };
};
