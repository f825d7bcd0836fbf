import type { Outcome } from '../../../application/commands/outcome.ts';
import type { Answer } from './route.ts';

/** Describes the state of an aggregate that is there. */
export type Existing<State> = Extract<State, { readonly exists: true }>;

/** Answers a command: with its refusal, or what `show` makes of the aggregate. */
export const answerWith = async <State extends { readonly exists: boolean }, Data>(
  deciding: Outcome<State> | Promise<Outcome<State>>,
  show: (state: Existing<State>, version: number) => Data,
): Promise<Answer<Data>> => {
  const outcome = await deciding;
  if (!outcome.ok) return outcome;
  const { state, version } = outcome;
  if (!isExisting(state)) throw new TypeError('an accepted command left nothing behind');
  return { ok: true, data: show(state, version), version };
};

const isExisting = <State extends { readonly exists: boolean }>(state: State): state is Existing<State> => state.exists;

/** Answers a question. */
export const respond = <Data>(data: Data, version?: number): Answer<Data> =>
  version === undefined ? { ok: true, data } : { ok: true, data, version };
