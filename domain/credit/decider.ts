import type { Decider, Decision } from '../shared/decider.ts';
import type { CreditCommand } from './commands.ts';
import type { CreditEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { issueCredit } from './issue.ts';
import { noSuchAccount } from './refusals.ts';
import { redeemCredit, restoreCredit } from './spend.ts';
import { noAccount, type CreditAccountState } from './state.ts';

const decide = (command: CreditCommand, state: CreditAccountState): Decision<CreditEvent> => {
  if (command.type === 'IssueCredit') return issueCredit(command, state);
  if (!state.exists) return noSuchAccount();
  return command.type === 'RedeemCredit' ? redeemCredit(command, state) : restoreCredit(command, state);
};

/** What the shop owes to the holder of an account: issued, spent on orders, given back. Rules: domain/credit/README.md. */
export const creditDecider: Decider<CreditCommand, CreditEvent, CreditAccountState> = {
  initial: noAccount,
  decide,
  evolve,
};
