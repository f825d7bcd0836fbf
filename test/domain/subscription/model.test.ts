import assert from 'node:assert/strict';
import fc from 'fast-check';
import { subscriptionDecider } from '../../../domain/subscription/decider.ts';
import type { SubscriptionEvent, SubscriptionInterval } from '../../../domain/subscription/events.ts';
import { dateAt } from '../../../domain/subscription/schedule.ts';
import type { SubscriptionState } from '../../../domain/subscription/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { cancel, orderPlaced, orderRefused, pause, placeNext, resume, skip, startMonthly } from './subscriptions.ts';

/** What must come of it, told without looking at the decider: the dates one after the other, and the clock. */
interface Model {
  now: string;
  status: 'active' | 'paused' | 'cancelled';
  /** The number of the next date. */
  next: number;
  /** The dates that orders are for. */
  readonly ordered: string[];
}

interface Real {
  state: SubscriptionState;
  history: readonly SubscriptionEvent[];
}

type Act = 'wake' | 'pause' | 'resume' | 'skip' | 'cancel' | 'placed' | 'refused';

class Step implements fc.Command<Model, Real> {
  readonly #act: Act;
  readonly #minutes: number;
  readonly #schedule: typeof startMonthly;

  constructor(act: Act, minutes: number, schedule: typeof startMonthly) {
    this.#act = act;
    this.#minutes = minutes;
    this.#schedule = schedule;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    model.now = addMinutes(model.now, this.#minutes);
    const decision = subscriptionDecider.decide(this.#command(model), real.state);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(subscriptionDecider.evolve, real.state, events);
    this.#follow(model);
    this.#judge(model, real);
  }

  #command({ now, ordered }: Model) {
    switch (this.#act) {
      case 'wake':
        return placeNext(now);
      case 'pause':
        return pause(now);
      case 'resume':
        return resume(now);
      case 'skip':
        return skip(now);
      case 'cancel':
        return cancel(now);
      case 'placed':
        return orderPlaced(Math.max(1, ordered.length), now);
      case 'refused':
        return orderRefused(Math.max(1, ordered.length), now);
    }
  }

  #follow(model: Model): void {
    const date = (number: number) => dateAt(this.#schedule, number);
    if (this.#act === 'wake' && model.status === 'active' && date(model.next) <= model.now) {
      while (date(model.next + 1) <= model.now) model.next += 1;
      model.ordered.push(date(model.next));
      model.next += 1;
    }
    if (this.#act === 'skip' && model.status === 'active') model.next += 1;
    if (this.#act === 'resume' && model.status === 'paused') {
      while (date(model.next) < model.now) model.next += 1;
      model.status = 'active';
    }
    if (this.#act === 'pause' && model.status === 'active') model.status = 'paused';
    if (this.#act === 'cancel') model.status = 'cancelled';
  }

  #judge({ status, next, ordered }: Model, { state, history }: Real): void {
    assert.ok(state.exists);
    assert.deepEqual(fold(subscriptionDecider.evolve, subscriptionDecider.initial, history), state);
    assert.deepEqual(JSON.parse(JSON.stringify(history)), history, 'events survive JSON');
    assert.equal(state.status, status);
    assert.equal(state.nextOrderAt, dateAt(this.#schedule, next));
    const due = history.flatMap((event) => (event.type === 'SubscriptionOrderDue' ? [event.data] : []));
    assert.deepEqual(
      due.map(({ dueAt }) => dueAt),
      ordered,
    );
    for (const [index, { sequence, orderId, dueAt, nextOrderAt, at }] of due.entries()) {
      assert.equal(sequence, index + 1);
      assert.equal(orderId, `${state.subscriptionId}-O${sequence}`);
      assert.ok(dueAt <= at && at < nextOrderAt, 'due, and the next one still to come');
      assert.ok(index === 0 || dueAt > due[index - 1]!.dueAt, 'no date twice');
    }
    assert.ok(state.unanswered.length <= due.length);
  }

  toString = (): string => `${this.#act} after ${this.#minutes} minutes`;
}

const act = fc.oneof(
  { arbitrary: fc.constant<Act>('wake'), weight: 40 },
  { arbitrary: fc.constantFrom<Act>('pause', 'resume', 'resume', 'skip', 'placed', 'refused'), weight: 30 },
  { arbitrary: fc.constant<Act>('cancel'), weight: 1 },
);

/** Nothing, a moment, hours, or a sleep of weeks and months. */
const jump = fc.oneof(fc.constantFrom(0, 1), fc.integer({ max: 2_000, min: 0 }), fc.integer({ max: 200_000, min: 0 }));

const interval: fc.Arbitrary<SubscriptionInterval> = fc.record(
  { unit: fc.constantFrom('day', 'week', 'month'), count: fc.integer({ min: 1, max: 5 }) },
  { noNullPrototype: true },
);

/** Mostly days that some months do not have. */
const firstDay = fc.constantFrom('2027-01-29', '2027-01-30', '2027-01-31', '2028-02-29', '2027-06-15');

describe('a subscription, by its model', () => {
  it('has exactly one order for each date that is reached awake, in their order, whatever the clock does', () => {
    const steps = fc
      .record({ interval, firstDay })
      .map((of) => ({ ...startMonthly, interval: of.interval, firstOrderAt: `${of.firstDay}T12:00:00.000Z` }))
      .chain((first) =>
        fc.record({
          first: fc.constant(first),
          commands: fc.commands([fc.tuple(act, jump).map(([name, minutes]) => new Step(name, minutes, first))], {
            maxCommands: 50,
          }),
        }),
      );
    fc.assert(
      fc.property(steps, ({ first, commands }) => {
        const begun = subscriptionDecider.decide(first, subscriptionDecider.initial);
        assert.ok(begun.ok);
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: { now: first.at, status: 'active', next: 0, ordered: [] },
            real: {
              state: fold(subscriptionDecider.evolve, subscriptionDecider.initial, begun.events),
              history: begun.events,
            },
          }),
          commands,
        );
      }),
      { numRuns: 300 },
    );
  });
});
