import { checkAmount } from '../shared/amount.ts';
import { accept, reject, type Decision } from '../shared/decider.ts';
import type { IssueCredit } from './commands.ts';
import type { CreditEvent } from './events.ts';
import { differs } from './refusals.ts';
import type { CreditAccountState } from './state.ts';

/** Once a credit id. The first one opens the account, and says for ever whose it is and in which currency. */
export const issueCredit = (command: IssueCredit, state: CreditAccountState): Decision<CreditEvent> => {
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
