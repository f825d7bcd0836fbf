import type { FraudPolicy, TenantPolicy } from '../../domain/shared/policy.ts';
import { plainDocuments } from './documents.ts';

/** Finds nothing suspicious. */
export const unsuspecting: FraudPolicy = {
  velocityMinutes: 60,
  velocity: { review: null, reject: null },
  amount: { review: null, reject: null },
  attempts: { review: null, reject: null },
  countryMismatch: 'accept',
};

/** Is complete; a test names what differs. */
export const usPolicy: TenantPolicy = {
  currency: 'USD',
  tax: { mode: 'exclusive', rates: { standard: 100_000 } },
  shipping: { methods: { standard: 500 }, freeMethod: 'standard', freeFrom: 5000, taxClass: 'standard' },
  limits: { minimumAmount: 1000, maximumLines: 100, restrictedVariants: [] },
  terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
  fraud: unsuspecting,
  reservationTtlMinutes: 15,
  paymentTimeoutMinutes: 60,
  creditTermsDays: 30,
  exchangePaymentDays: 7,
  subscriptions: { paymentDays: 3, retryDays: [1, 3, 5], afterRetries: 'pause' },
  quotes: { approvalAmount: null, validityDays: 30, paymentDays: 7 },
  documents: plainDocuments,
  loyaltyPointValue: 10_000,
  cartExpiryDays: 30,
  abandonedCartHours: 24,
};
