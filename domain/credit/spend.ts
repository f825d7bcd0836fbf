import { checkAmount } from '../shared/amount.ts';
import { accept, reject, type Decision } from '../shared/decider.ts';
import { formatMinor } from '../shared/money.ts';
import type { RedeemCredit, RestoreCredit } from './commands.ts';
import type { CreditEvent } from './events.ts';
import { differs, noSuchAccount } from './refusals.ts';
import { redemptionOf, spentBy, type CreditAccount } from './state.ts';

/** All of the amount or nothing, once a redemption id. A customer's account is for that customer's orders. */
export const redeemCredit = (
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

/** Once a restoration id; all restorations of a redemption together give back at most what it took. */
export const restoreCredit = (
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
