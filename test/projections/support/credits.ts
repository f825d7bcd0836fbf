import type { CreditEvent } from '../../../domain/credit/events.ts';
import type { Currency } from '../../../domain/shared/money.ts';

export const [morning, noon, evening] = ['09', '12', '18'].map((hour) => `2026-11-23T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];

/** The id of a customer's account in a currency. */
export const accountOf = (customerId: string, currency: Currency = 'USD'): string =>
  `${currency}.customer.${customerId}`;

export const issued = (
  creditAccountId: string,
  amount: number,
  balance: number,
  changes: Partial<Extract<CreditEvent, { type: 'CreditIssued' }>['data']> = {},
): CreditEvent => ({
  type: 'CreditIssued',
  data: {
    creditAccountId,
    customerId: 'c1',
    currency: 'USD',
    creditId: 'refund-1',
    amount,
    orderId: 'order-1',
    returnId: 'return-1',
    balance,
    at: morning,
    ...changes,
  },
});

export const redeemed = (creditAccountId: string, amount: number, balance: number): CreditEvent => ({
  type: 'CreditRedeemed',
  data: { creditAccountId, redemptionId: 'order-2.P1', orderId: 'order-2', amount, balance, at: noon },
});

export const restored = (creditAccountId: string, amount: number, balance: number): CreditEvent => ({
  type: 'CreditRestored',
  data: {
    creditAccountId,
    redemptionId: 'order-2.P1',
    restorationId: 'order-2.P1.R1',
    orderId: 'order-2',
    amount,
    balance,
    at: evening,
  },
});

/** Issued, spent in part, given back in part. */
export const creditEvents = (creditAccountId: string): readonly CreditEvent[] => [
  issued(creditAccountId, 2500, 2500),
  redeemed(creditAccountId, 2000, 500),
  restored(creditAccountId, 300, 800),
];
