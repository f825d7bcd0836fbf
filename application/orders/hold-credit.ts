import { creditAllowanceId } from '../../domain/allowance/events.ts';
import type { StartPayment } from '../../domain/order/commands.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import { addMinutes } from '../../domain/shared/instant.ts';
import { formatMinor } from '../../domain/shared/money.ts';
import { unconditional, type CommandContext } from '../commands/context.ts';
import { currencyMismatch } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** How long credit is held for a payment that is about to be stored, should it never be. */
const holdMinutes = 15;

/**
 * Takes the payment's amount of what the order's customer may owe: of what the Customer service has available, less what our own
 * payments take of it. No other payment is given the same, however many ask at once.
 *
 * @returns refusals `no_credit`, `currency_mismatch`, `credit_exceeded`, `too_much_contention`; undefined if it is held
 * @throws ServiceUnavailableError, EventStoreUnavailableError
 */
export const holdCredit = async (
  { customers, handlers, ids }: UseCaseDependencies,
  context: CommandContext,
  { customerId, currency }: PlacedOrder,
  { paymentId, amount, at }: StartPayment,
): Promise<Refusal | undefined> => {
  const customer = customerId === null ? undefined : await customers.customer(context.organizationId, customerId);
  if (customer?.credit == null) return noCredit();
  const { credit } = customer;
  if (credit.currency !== currency) return currencyMismatch(currency, credit.currency);
  const allowanceId = creditAllowanceId(customer.customerId, currency);
  // Known by the payment, not by its command: the payment's number may turn out to be another one's.
  const holding = { ...unconditional(context), commandId: ids.event(), causationId: context.commandId };
  const held = await handlers.allowance.handle(allowanceId, holding, {
    type: 'HoldAllowance',
    allowanceId,
    holdId: paymentId,
    holder: null,
    amount,
    limit: credit.available,
    limitPerHolder: null,
    until: addMinutes(at, holdMinutes),
    at,
  });
  if (held.ok) return undefined;
  const { code, details } = held.rejection;
  if (code !== 'allowance_exhausted') return held;
  const available = typeof details?.left === 'number' ? details.left : 0;
  return reject('rule', 'credit_exceeded', 'pay at most the available credit on terms, and the rest otherwise', {
    amount: formatMinor(amount, currency),
    available: formatMinor(available, currency),
    currency,
  });
};

const noCredit = (): Refusal =>
  reject('rule', 'no_credit', 'this customer has no credit: choose another payment method');
