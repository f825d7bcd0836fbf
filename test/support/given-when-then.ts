import assert from 'node:assert/strict';
import { fold, type Decider, type Rejection, type RejectionKind } from '../../domain/shared/decider.ts';

/** A refusal as a specification names it: `details`, if given, are compared exactly. */
export interface ExpectedRefusal {
  readonly kind: RejectionKind;
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a decision must answer: exactly these events in this order (none: already so), or this refusal. */
export type Expected<Event> = readonly Event[] | ExpectedRefusal;

export interface When<Event, State> {
  /** Asserts the exact answer. Gives the whole history, for the next `given`. */
  readonly then: (expected: Expected<Event>) => readonly Event[];
  /** Asserts that the command was accepted and gives its events: to build histories, not to judge them. */
  readonly events: () => readonly Event[];
  /** Asserts that the command was refused and gives the refusal: for assertions about message and details. */
  readonly rejection: () => Rejection;
  /** The state after the command (the state before, if it was refused). */
  readonly state: () => State;
}

/**
 * Specifications of a decider as given / when / then.
 *
 * @example
 * const given = givenFor(cartDecider);
 * given([created]).when(addItem).then([added]);
 * given([created, expired]).when(addItem).then({ kind: 'wrong_state', code: 'cart_expired' });
 */
export const givenFor =
  <Command, Event, State>(decider: Decider<Command, Event, State>) =>
  (history: readonly Event[]) => ({
    when: (command: Command): When<Event, State> => {
      const before = fold(decider.evolve, decider.initial, history);
      const decision = decider.decide(command, before);
      const events = (): readonly Event[] => {
        assert.ok(decision.ok, `expected events, was refused: ${JSON.stringify(decision)}`);
        return decision.events;
      };
      const rejection = (): Rejection => {
        assert.ok(!decision.ok, `expected a refusal, got: ${JSON.stringify(decision)}`);
        assert.ok(decision.rejection.message.length > 0, 'a refusal tells a person what to do');
        return decision.rejection;
      };
      const refused = (expected: ExpectedRefusal): void => {
        const { kind, code, details } = rejection();
        assert.deepEqual('details' in expected ? { kind, code, details } : { kind, code }, expected);
      };
      return {
        events,
        rejection,
        state: () => fold(decider.evolve, before, decision.ok ? decision.events : []),
        then: (expected) => {
          if ('kind' in expected) refused(expected);
          else assert.deepEqual(events(), expected);
          return decision.ok ? [...history, ...decision.events] : history;
        },
      };
    },
  });
