import { type Aggregate, accept, reject, type Decider } from '../../domain/shared/decider.ts';
import type { DomainEvent } from '../../domain/shared/message.ts';

/** The smallest aggregate that has an owner, a rule and a command that may change nothing: to test the command path alone. */
export type TallyCommand =
  | { readonly type: 'Open'; readonly owner: string | null }
  | { readonly type: 'Add'; readonly amounts: readonly number[] };

export type TallyEvent =
  DomainEvent<'Opened', { readonly owner: string | null }> | DomainEvent<'Added', { readonly amount: number }>;

export interface TallyState {
  /** undefined: not opened. */
  readonly owner: string | null | undefined;
  readonly amounts: readonly number[];
}

export const maximumTally = 100;

const decider: Decider<TallyCommand, TallyEvent, TallyState> = {
  initial: { owner: undefined, amounts: [] },
  decide: (command, state) => {
    if (command.type === 'Open') {
      return state.owner === undefined ? accept({ type: 'Opened', data: { owner: command.owner } }) : accept();
    }
    if (state.owner === undefined) return reject('not_found', 'cart_not_found', 'There is no such cart.');
    const total = [...state.amounts, ...command.amounts].reduce((a, b) => a + b, 0);
    if (total > maximumTally) return reject('rule', 'too_much', 'Add less.');
    return accept(...command.amounts.map((amount): TallyEvent => ({ type: 'Added', data: { amount } })));
  },
  evolve: (state, event) =>
    event.type === 'Opened'
      ? { ...state, owner: event.data.owner }
      : { ...state, amounts: [...state.amounts, event.data.amount] },
};

export const tally: Aggregate<TallyCommand, TallyEvent, TallyState> = {
  category: 'cart',
  decider,
  schema: { Opened: [], Added: [] },
  ownerOf: (state) => state.owner,
};
