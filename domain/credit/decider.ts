import { match, P } from 'ts-pattern';
import { checkAmount, formatMinor, type Currency, type Minor } from '../shared/money.ts';
import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { CreditCommand, IssueCredit, RedeemCredit, RestoreCredit } from './commands.ts';
import type { CreditEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { noAccount, redemptionOf, spentBy, type CreditAccount, type CreditAccountState } from './state.ts';

const decide = (command: CreditCommand, state: CreditAccountState): Decision<CreditEvent> =>
  match([command, state])
    .with([{ type: 'IssueCredit' }, P._], ([issue, account]) => issueCredit(issue, account))
    .with([P._, { exists: false }], noSuchAccount)
    .with([{ type: 'RedeemCredit' }, { exists: true }], ([redemption, account]) => redeemCredit(redemption, account))
    .with([{ type: 'RestoreCredit' }, { exists: true }], ([restoration, account]) =>
      restoreCredit(restoration, account),
    )
    .exhaustive();

/** Issues once a credit id. The first one opens the account, and says for ever whose it is and in which currency. */
const issueCredit = (command: IssueCredit, state: CreditAccountState): Decision<CreditEvent> => {
  const { creditAccountId, customerId, currency, creditId, amount, orderId, returnId, exchangeOrderId, at } = command;
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  if (state.exists) {
    if (state.customerId !== customerId || state.currency !== currency) {
      return reject('rule', 'credit_account_differs', 'the account is of another customer or currency');
    }
    const issued = state.credits.find((credit) => credit.creditId === creditId);
    if (issued !== undefined) return issued.amount === amount ? accept() : differs('credit', issued.amount, currency);
  }
  const balance = (state.exists ? state.balance : 0) + amount;
  const facts = { creditAccountId, customerId, currency, creditId, amount, orderId, returnId, balance, at };
  return accept<CreditEvent>({
    type: 'CreditIssued',
    data: exchangeOrderId === undefined ? facts : { ...facts, exchangeOrderId },
  });
};

/** Spends all of the amount or nothing, once a redemption id. A customer's account is for that customer's orders. */
const redeemCredit = (
  { redemptionId, orderId, customerId, currency, amount, at }: RedeemCredit,
  account: CreditAccount,
): Decision<CreditEvent> => {
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const isTheirs = account.customerId === null || account.customerId === customerId;
  if (!isTheirs || account.currency !== currency) return noSuchAccount();
  const redeemed = redemptionOf(account, redemptionId);
  if (redeemed !== undefined) {
    return redeemed.amount === amount ? accept() : differs('redemption', redeemed.amount, currency);
  }
  if (amount > account.balance) return insufficient(amount, account);
  const { creditAccountId } = account;
  const balance = account.balance - amount;
  return accept<CreditEvent>({
    type: 'CreditRedeemed',
    data: { creditAccountId, redemptionId, orderId, amount, balance, at },
  });
};

/** Gives back once a restoration id; all restorations of a redemption together give back at most what it took. */
const restoreCredit = (
  { redemptionId, restorationId, amount, at }: RestoreCredit,
  account: CreditAccount,
): Decision<CreditEvent> => {
  const invalid = checkAmount(amount);
  if (invalid !== undefined) return invalid;
  const redemption = redemptionOf(account, redemptionId);
  if (redemption === undefined) {
    return reject('not_found', 'unknown_redemption', 'nothing was spent under this id', { id: redemptionId });
  }
  const { currency, creditAccountId } = account;
  const restored = redemption.restorations.find((restoration) => restoration.restorationId === restorationId);
  if (restored !== undefined) {
    return restored.amount === amount ? accept() : differs('restoration', restored.amount, currency);
  }
  const most = spentBy(redemption);
  if (amount > most) {
    return reject('rule', 'restoration_exceeds_redemption', 'give back at most what was spent and not given back yet', {
      amount: formatMinor(amount, currency),
      left: formatMinor(most, currency),
    });
  }
  const balance = account.balance + amount;
  const { orderId } = redemption;
  return accept<CreditEvent>({
    type: 'CreditRestored',
    data: { creditAccountId, redemptionId, restorationId, orderId, amount, balance, at },
  });
};

const insufficient = (amount: number, { balance, currency }: CreditAccount) =>
  reject(
    'rule',
    'insufficient_store_credit',
    `the store credit is ${formatMinor(balance, currency)} ${currency}: pay at most that with it`,
    { amount: formatMinor(amount, currency), balance: formatMinor(balance, currency) },
  );

/** Refuses an account that was never opened, or is another customer's: that one does not learn that it is there. */
const noSuchAccount = () => reject('not_found', 'credit_not_found', 'there is no such store credit');

/** Refuses another amount: an id stands for one for ever. */
const differs = (what: 'credit' | 'redemption' | 'restoration', recorded: Minor, currency: Currency) =>
  reject('rule', `${what}_differs`, `this ${what} was recorded with another amount`, {
    recorded: formatMinor(recorded, currency),
  });

/** Decides what the shop owes to the holder of an account: issued, spent on orders, given back. Rules: domain/credit/README.md. */
export const creditDecider: Decider<CreditCommand, CreditEvent, CreditAccountState> = {
  initial: noAccount,
  decide,
  evolve,
};
