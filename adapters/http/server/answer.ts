import type { Outcome } from '../../../application/commands/outcome.ts';
import type { Answer } from './route.ts';

type Existing<State> = Extract<State, { readonly exists: true }>;

/** The answer to a command: its refusal, or what `show` makes of the aggregate. */
export const answerWith = <State extends { readonly exists: boolean }, Data>(
  outcome: Outcome<State>,
  show: (state: Existing<State>, version: number) => Data,
): Answer<Data> => {
  if (!outcome.ok) return outcome;
  const { state, version } = outcome;
  if (!isExisting(state)) throw new TypeError('an accepted command left nothing behind');
  return { ok: true, data: show(state, version), version };
};

const isExisting = <State extends { readonly exists: boolean }>(state: State): state is Existing<State> => state.exists;

/** The answer to a question. */
export const respond = <Data>(data: Data, version?: number): Answer<Data> =>
  version === undefined ? { ok: true, data } : { ok: true, data, version };
