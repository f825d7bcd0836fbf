import type {
  AllowanceCommand,
  ConfirmAllowance,
  HoldAllowance,
  ReleaseAllowance,
} from '../../../domain/allowance/commands.ts';
import { allowanceDecider } from '../../../domain/allowance/decider.ts';
import type { AllowanceEvent } from '../../../domain/allowance/events.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(allowanceDecider);

/** Minutes after three o'clock. */
export const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 23, 15, minutes)).toISOString();

export const allowanceId = 'promotion.p1';

/** Of one of ten uses, one of two for each customer, for a quarter of an hour. */
export const hold = (holdId: string, changes: Partial<HoldAllowance> = {}): HoldAllowance => ({
  type: 'HoldAllowance',
  allowanceId,
  holdId,
  at: minute(0),
  holder: 'c1',
  amount: 1,
  limit: 10,
  limitPerHolder: 2,
  until: minute(15),
  ...changes,
});

export const confirm = (holdId: string, changes: Partial<ConfirmAllowance> = {}): ConfirmAllowance => ({
  type: 'ConfirmAllowance',
  allowanceId,
  holdId,
  at: minute(1),
  holder: 'c1',
  amount: 1,
  ...changes,
});

export const release = (
  holdId: string,
  releaseId = 'cancelled',
  changes: Partial<ReleaseAllowance> = {},
): ReleaseAllowance => ({
  type: 'ReleaseAllowance',
  allowanceId,
  holdId,
  at: minute(2),
  releaseId,
  amount: null,
  ...changes,
});

/** What comes of commands that are all accepted. */
export const after = (...commands: readonly AllowanceCommand[]): readonly AllowanceEvent[] =>
  commands.reduce<readonly AllowanceEvent[]>(
    (history, command) => [...history, ...given(history).when(command).events()],
    [],
  );
