import type { Currency } from '../shared/money.ts';

/** The uses of a promotion whose number is limited. Part of the storage format. */
export const promotionAllowanceId = (promotionId: string): string => `promotion.${promotionId}`;

/** What a customer may owe in a currency. Part of the storage format. */
export const creditAllowanceId = (customerId: string, currency: Currency): string => `credit.${currency}.${customerId}`;
