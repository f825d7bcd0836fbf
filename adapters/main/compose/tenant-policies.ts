import type { TenantPolicies } from '../../../application/ports/tenant-policies.ts';
import { currencyDecimals, parseMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { taxRates, type Config } from '../config/config.ts';
import { documentPolicy } from './tax-regimes/regimes.ts';

/** Gives every organisation one policy, from the configuration. It is built once per currency. */
export const configuredPolicies = (config: Config): TenantPolicies => {
  const built = new Map<Currency, TenantPolicy>();
  return {
    policy(_organizationId, currency = config.CURRENCY) {
      const policy = built.get(currency) ?? buildPolicy(config, currency);
      built.set(currency, policy);
      return policy;
    },
  };
};

const buildPolicy = (config: Config, currency: Currency): TenantPolicy => {
  const minor = (amount: string): Minor => toMinor(amount, currency);
  return {
    currency,
    tax: { mode: config.TAX_MODE, rates: taxRates(config) },
    shipping: {
      methods: Object.fromEntries(Object.entries(config.SHIPPING_METHODS).map(([name, cost]) => [name, minor(cost)])),
      freeMethod: config.FREE_SHIPPING_METHOD,
      freeFrom: minor(config.FREE_SHIPPING_THRESHOLD),
      taxClass: config.SHIPPING_TAX_CLASS,
    },
    limits: {
      minimumAmount: minor(config.MIN_ORDER_AMOUNT),
      maximumLines: config.MAX_ITEMS_PER_ORDER,
      restrictedVariants: config.RESTRICTED_VARIANTS,
    },
    terms: {
      paymentRetryAttempts: config.PAYMENT_RETRY_ATTEMPTS,
      returnWindowDays: config.RETURN_WINDOW_DAYS,
      refunds: { shipping: config.RETURN_SHIPPING, discounts: config.RETURN_DISCOUNTS },
    },
    fraud: {
      velocityMinutes: 60,
      velocity: {
        review: orNever(config.FRAUD_PAYMENTS_PER_HOUR_REVIEW),
        reject: orNever(config.FRAUD_PAYMENTS_PER_HOUR_REJECT),
      },
      amount: {
        review: orNever(minor(config.FRAUD_AMOUNT_REVIEW)),
        reject: orNever(minor(config.FRAUD_AMOUNT_REJECT)),
      },
      attempts: { review: orNever(config.FRAUD_FAILED_ATTEMPTS_REVIEW), reject: null },
      countryMismatch: config.FRAUD_COUNTRY_MISMATCH,
    },
    paymentTimeoutMinutes: config.PAYMENT_TIMEOUT_MINUTES,
    reservationTtlMinutes: config.ORDER_RESERVATION_TTL_MINUTES,
    creditTermsDays: config.CREDIT_TERMS_DAYS,
    exchangePaymentDays: config.EXCHANGE_PAYMENT_DAYS,
    subscriptions: {
      paymentDays: config.SUBSCRIPTION_PAYMENT_DAYS,
      retryDays: config.SUBSCRIPTION_RETRY_DAYS,
      afterRetries: config.SUBSCRIPTION_AFTER_RETRIES,
    },
    quotes: {
      approvalAmount: orNever(minor(config.QUOTE_APPROVAL_AMOUNT)),
      validityDays: config.QUOTE_VALIDITY_DAYS,
      paymentDays: config.QUOTE_PAYMENT_DAYS,
    },
    documents: documentPolicy(config),
    loyaltyPointValue: Math.round(Number(config.LOYALTY_POINT_VALUE) * 1_000_000),
    cartExpiryDays: config.CART_EXPIRY_DAYS,
    abandonedCartHours: config.ABANDONED_CART_HOURS,
  };
};

/** Reads a threshold: 0 is none. */
const orNever = (figure: number): number | null => (figure === 0 ? null : figure);

/** Reads a threshold: 4.99 is 5 in a currency without decimals. */
const toMinor = (amount: string, currency: Currency): Minor =>
  parseMinor(amount, currency) ?? Math.ceil(Number(amount) * 10 ** currencyDecimals[currency]);
