import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import { valueOf } from '../shared/ids.ts';
import { checkAmount } from '../shared/money.ts';
import type { AllowanceCommand, ConfirmAllowance, HoldAllowance, ReleaseAllowance } from './commands.ts';
import type { AllowanceEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { hasRunOut, leftOf, nothingTaken, takenAt, type AllowanceState } from './state.ts';

const decide = (command: AllowanceCommand, state: AllowanceState): Decision<AllowanceEvent> => {
  switch (command.type) {
    case 'HoldAllowance':
      return hold(command, state);
    case 'ConfirmAllowance':
      return confirm(command, state);
    case 'ReleaseAllowance':
      return release(command, state);
  }
};

const hold = (command: HoldAllowance, state: AllowanceState): Decision<AllowanceEvent> => {
  const { allowanceId, holdId, holder, until, at } = command;
  const invalid = checkAmount(command.amount);
  if (invalid !== undefined) return invalid;
  if (until <= at) return reject('rule', 'invalid_until', 'hold until a moment that is still to come', { until });
  const before = valueOf(state.holds, holdId);
  const own = before === undefined || hasRunOut(before, at) ? 0 : leftOf(before);
  const isConfirmed = before?.until === null && own > 0;
  const lastsLongEnough = before?.until != null && before.until >= until;
  if (isConfirmed || (lastsLongEnough && own >= command.amount)) return accept();
  const amount = Math.max(command.amount, own);
  return (
    exhausted(command, amount, state) ??
    accept({ type: 'AllowanceHeld', data: { allowanceId, holdId, at, holder, amount, until } })
  );
};

/** Refuses what other holds took; what this hold has already is to be had. */
const exhausted = (
  { holdId, holder, limit, limitPerHolder, at }: HoldAllowance,
  amount: number,
  state: AllowanceState,
): ReturnType<typeof reject> | undefined => {
  const left = leftBeside(limit, takenAt(state, at, { exceptHoldId: holdId }));
  const perHolder = holder === null ? null : limitPerHolder;
  const leftToHolder = leftBeside(perHolder, takenAt(state, at, { exceptHoldId: holdId, holder }));
  if (amount <= (left ?? amount) && amount <= (leftToHolder ?? amount)) return undefined;
  const details = { left, left_to_holder: leftToHolder };
  return reject('rule', 'allowance_exhausted', 'less is left than is asked for', details);
};

/** Is not below zero: the limit may have been lowered, or more have happened than was held. null: no end. */
const leftBeside = (limit: number | null, taken: number): number | null =>
  limit === null ? null : Math.max(limit - taken, 0);

const confirm = (
  { allowanceId, holdId, holder, amount, at }: ConfirmAllowance,
  state: AllowanceState,
): Decision<AllowanceEvent> => {
  const before = valueOf(state.holds, holdId);
  const isConfirmed = before?.until === null;
  const isReleased = before !== undefined && leftOf(before) === 0;
  if (isConfirmed || isReleased) return accept();
  return accept({ type: 'AllowanceConfirmed', data: { allowanceId, holdId, at, holder, amount } });
};

const release = (
  { allowanceId, holdId, releaseId, amount: asked, at }: ReleaseAllowance,
  state: AllowanceState,
): Decision<AllowanceEvent> => {
  const held = valueOf(state.holds, holdId);
  if (held === undefined || hasRunOut(held, at) || held.releaseIds.includes(releaseId)) return accept();
  const left = leftOf(held);
  const amount = Math.min(asked ?? left, left);
  if (amount <= 0) return accept();
  return accept({ type: 'AllowanceReleased', data: { allowanceId, holdId, at, releaseId, amount } });
};

/** Decides about something of which there is only so much, held, confirmed and given back. Rules: domain/allowance/README.md. */
export const allowanceDecider: Decider<AllowanceCommand, AllowanceEvent, AllowanceState> = {
  initial: nothingTaken,
  decide,
  evolve,
};
