import type { TakePosPayment } from '../../domain/pos/commands.ts';
import type { PosEvent, PosTenderMethod } from '../../domain/pos/events.ts';
import type { PosState, PosTransaction } from '../../domain/pos/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Accepted, type Outcome, type Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import { currencyMismatch } from '../products/sellable.ts';
import { settleBehind } from './settle-tenders.ts';
import { settlementOf } from './settlement-of.ts';

export interface PosPayment {
  /** The till's own name of it; by default `<transaction id>.P<n>`. */
  readonly paymentId?: string;
  readonly method: PosTenderMethod;
  /** What is handed over or charged. */
  readonly amount: Minor;
  readonly currency?: Currency;
  /** The terminal's reference; of store credit the account, by default the customer's own. */
  readonly reference: string | null;
}

/** What came of paying: the transaction after it, and which of its payments it is. */
export type PosPaid =
  | (Extract<Outcome<PosState>, { readonly ok: true }> & { readonly paymentId: string })
  | Extract<Outcome<PosState>, { readonly ok: false }>;

type Taken = Accepted<PosEvent, PosState>;

/**
 * Takes a payment. What another ledger settles is stored first and settled then: a refusal gives the payment back with its
 * reason, and is no refusal of this. Refused as `store_credit_account_required`, `customer_required`,
 * `loyalty_not_accepted` or `currency_mismatch`.
 * @throws ServiceUnavailableError named after the ledger: the same command may be sent again; the background settles it as well
 */
export const pay =
  (dependencies: UseCaseDependencies) =>
  async (context: CommandContext, transactionId: string, input: PosPayment): Promise<PosPaid> => {
    const { handlers, policies } = dependencies;
    const taken = await handlers.pos.handle(transactionId, context, (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const { loyaltyPointValue } = policies.policy(context.organizationId, transaction.currency);
      return paymentOf(context, transaction, input, loyaltyPointValue);
    });
    if (!taken.ok) return taken;
    const paymentId = paymentIn(taken) ?? input.paymentId;
    if (paymentId === undefined) throw new TypeError('a payment was accepted that the transaction does not have');
    if (!isElsewhere(taken)) return { ...taken, paymentId };
    for (const fact of taken.facts) await settleBehind(dependencies, context, fact);
    return { ...(await handlers.pos.current(transactionId, context)), repeated: taken.repeated, paymentId };
  };

const paymentOf = (
  context: CommandContext,
  transaction: PosTransaction,
  { paymentId, method, amount, currency = transaction.currency, reference }: PosPayment,
  pointValue: number,
): Planned<TakePosPayment, PosEvent> => {
  const { transactionId, tenders, returnedPayments } = transaction;
  if (currency !== transaction.currency) return currencyMismatch(currency, transaction.currency);
  const refusal = refuseCardNumbers(reference);
  if (refusal !== undefined) return refusal;
  const settlement = settlementOf(transaction, { method, amount, reference }, pointValue);
  if (!settlement.ok) return settlement;
  const next = `${transactionId}.P${tenders.length + returnedPayments.length + 1}`;
  return {
    type: 'TakePosPayment',
    paymentId: paymentId ?? next,
    method,
    tendered: amount,
    reference,
    ...(settlement.value && { settlement: settlement.value }),
    at: businessTime(context),
  };
};

const paymentIn = ({ facts }: Taken): string | undefined =>
  facts.flatMap(({ event }) => (event.type === 'PosPaymentTaken' ? event.data.paymentId : []))[0];

const isElsewhere = ({ facts }: Taken): boolean =>
  facts.some(({ event }) => event.type === 'PosPaymentTaken' && event.data.settlement !== undefined);

export const returnPayment =
  (dependencies: UseCaseDependencies) =>
  async (context: CommandContext, transactionId: string, paymentId: string): Promise<Outcome<PosState>> => {
    const command = { type: 'ReturnPosPayment', paymentId, at: businessTime(context) } as const;
    const returned = await dependencies.handlers.pos.handle(transactionId, context, command);
    if (returned.ok) await giveBackNow(dependencies, context, returned);
    return returned;
  };

/** Leaves a ledger that does not answer now to the background. */
export const giveBackNow = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  { facts }: Pick<Taken, 'facts'>,
): Promise<void> => {
  try {
    for (const fact of facts) await settleBehind(dependencies, context, fact);
  } catch (error) {
    if (!(error instanceof ServiceUnavailableError)) throw error;
  }
};
