import type { PlacedOrder } from '../../domain/order/state.ts';
import { heldOnTerms } from '../../domain/shared/credit.ts';
import { reject } from '../../domain/shared/decider.ts';
import { formatMinor, type Minor } from '../../domain/shared/money.ts';
import type { Refusal } from '../refusals.ts';
import { currencyMismatch } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

/**
 * Whether the order's customer may owe `amount` more: within what the Customer service has available, less what our orders
 * hold of it, this one included. Two orders that are paid at the very same moment may both see the credit that is there for
 * one of them: the other orders' holds are as old as the read model.
 *
 * @returns refusals `no_credit`, `currency_mismatch`, `credit_exceeded`; undefined if they may
 * @throws ServiceUnavailableError
 */
export const checkCredit = async (
  { customers, creditHolds }: UseCaseDependencies,
  organizationId: string,
  { orderId, customerId, currency, payments }: PlacedOrder,
  amount: Minor,
): Promise<Refusal | undefined> => {
  const customer = customerId === null ? undefined : await customers.customer(organizationId, customerId);
  if (customer?.credit == null) return noCredit();
  const { credit } = customer;
  if (credit.currency !== currency) return currencyMismatch(currency, credit.currency);
  const elsewhere = await creditHolds.heldOnOtherOrders(organizationId, customer.customerId, currency, orderId);
  const available = Math.max(credit.available - elsewhere - heldOnTerms(payments), 0);
  if (amount <= available) return undefined;
  return reject('rule', 'credit_exceeded', 'pay at most the available credit on terms, and the rest otherwise', {
    amount: formatMinor(amount, currency),
    available: formatMinor(available, currency),
    currency,
  });
};

const noCredit = (): Refusal =>
  reject('rule', 'no_credit', 'this customer has no credit: choose another payment method');
