import type { CreditCommand, IssueCredit, RedeemCredit, RestoreCredit } from '../../../domain/credit/commands.ts';
import { creditDecider } from '../../../domain/credit/decider.ts';
import type { CreditEvent } from '../../../domain/credit/events.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(creditDecider);

/** {@link minute} counts from here. */
export const start = '2026-11-23T15:00:00.000Z';
export const minute = (minutes: number): string => start.replace(':00:', `:${String(minutes).padStart(2, '0')}:`);

/** Customer c1's account in dollars. */
export const creditAccountId = 'USD.customer.c1';

export const issue = (creditId: string, amount: number, changes: Partial<IssueCredit> = {}): IssueCredit => ({
  type: 'IssueCredit',
  creditAccountId,
  customerId: 'c1',
  currency: 'USD',
  creditId,
  amount,
  orderId: 'order-1',
  returnId: 'return-1',
  at: start,
  ...changes,
});

export const redeem = (redemptionId: string, amount: number, changes: Partial<RedeemCredit> = {}): RedeemCredit => ({
  type: 'RedeemCredit',
  redemptionId,
  orderId: redemptionId.split('.', 1)[0]!,
  customerId: 'c1',
  currency: 'USD',
  amount,
  at: minute(10),
  ...changes,
});

export const restore = (redemptionId: string, restorationId: string, amount: number): RestoreCredit => ({
  type: 'RestoreCredit',
  redemptionId,
  restorationId,
  amount,
  at: minute(20),
});

/** The history that the commands leave; all must be accepted. */
export const after = (...commands: readonly CreditCommand[]): readonly CreditEvent[] =>
  commands.reduce<readonly CreditEvent[]>(
    (events, command) => [...events, ...given(events).when(command).events()],
    [],
  );
