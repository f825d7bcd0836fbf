import { valueOf, withoutId, withValue, type IdMap } from '../shared/ids.ts';
import type { Instant } from '../shared/message.ts';
import type { AllowanceConfirmed, AllowanceEvent, AllowanceHeld, AllowanceReleased } from './events.ts';
import { hasRunOut, leftOf, type AllowanceState, type Hold } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: AllowanceState, event: AllowanceEvent): AllowanceState => {
  switch (event.type) {
    case 'AllowanceHeld':
      return held(forgetRunOut(state, event.data.at), event);
    case 'AllowanceConfirmed':
      return confirmed(state, event);
    case 'AllowanceReleased':
      return released(state, event);
  }
};

const held = (state: AllowanceState, { data }: AllowanceHeld): AllowanceState => {
  const { holdId, holder, amount, until } = data;
  const releaseIds = valueOf(state.holds, holdId)?.releaseIds ?? [];
  return {
    ...state,
    holds: withValue(state.holds, holdId, { holder, amount, released: 0, until, releaseIds }),
    open: [...without(state.open, holdId), holdId],
  };
};

const confirmed = (state: AllowanceState, { data }: AllowanceConfirmed): AllowanceState => {
  const { holdId, holder, amount } = data;
  const { released = 0, releaseIds = [] } = valueOf(state.holds, holdId) ?? {};
  const hold: Hold = { holder, amount, released, until: null, releaseIds };
  const settled = {
    ...state,
    holds: withValue(state.holds, holdId, hold),
    open: without(state.open, holdId),
  };
  return take(settled, holder, leftOf(hold));
};

const released = (state: AllowanceState, { data }: AllowanceReleased): AllowanceState => {
  const { holdId, releaseId, amount } = data;
  const before = valueOf(state.holds, holdId);
  if (before === undefined) return state;
  const hold: Hold = {
    ...before,
    released: before.released + amount,
    releaseIds: [...before.releaseIds, releaseId],
  };
  const after = { ...state, holds: withValue(state.holds, holdId, hold) };
  if (hold.until === null) return take(after, hold.holder, -amount);
  return leftOf(hold) > 0 ? after : { ...after, open: without(state.open, holdId) };
};

/** Confirms more of it, or less. */
const take = (state: AllowanceState, holder: string | null, amount: number): AllowanceState => ({
  ...state,
  taken: state.taken + amount,
  takenBy: holder === null ? state.takenBy : takenMoreBy(state.takenBy, holder, amount),
});

const takenMoreBy = (takenBy: IdMap<number>, holder: string, amount: number): IdMap<number> => {
  const taken = (valueOf(takenBy, holder) ?? 0) + amount;
  return taken === 0 ? withoutId(takenBy, holder) : withValue(takenBy, holder, taken);
};

/** Drops what ran out: it no longer counts, so that abandoned sales leave nothing behind. */
const forgetRunOut = (state: AllowanceState, at: Instant): AllowanceState => {
  const over = state.open.filter((holdId) => {
    const hold = valueOf(state.holds, holdId);
    return hold !== undefined && hasRunOut(hold, at);
  });
  if (over.length === 0) return state;
  const forgotten = over.filter((holdId) => valueOf(state.holds, holdId)?.releaseIds.length === 0);
  return {
    ...state,
    holds: forgotten.reduce(withoutId, state.holds),
    open: state.open.filter((holdId) => !over.includes(holdId)),
  };
};

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((candidate) => candidate !== id);
