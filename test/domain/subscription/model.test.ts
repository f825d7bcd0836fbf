import fc from 'fast-check';
import type { SubscriptionInterval } from '../../../domain/subscription/events.ts';
import { subscriptionDecider } from '../../../domain/subscription/decider.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { Step, type Act, type Model, type Real } from './model.ts';
import { card, startMonthly } from './subscriptions.ts';

const act = fc.oneof(
  { arbitrary: fc.constant<Act>('wake'), weight: 30 },
  { arbitrary: fc.constantFrom<Act>('placed', 'failed', 'failed', 'retry', 'retry', 'paid'), weight: 50 },
  { arbitrary: fc.constantFrom<Act>('pause', 'resume', 'resume', 'skip', 'refused', 'over', 'card'), weight: 30 },
  { arbitrary: fc.constant<Act>('cancel'), weight: 1 },
);

/** Nothing, a moment, hours, days, or a sleep of weeks and months. */
const jump = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1), weight: 4 },
  fc.integer({ min: 0, max: 2_000 }),
  fc.integer({ min: 0, max: 6_000 }),
  fc.integer({ min: 0, max: 200_000 }),
);

const interval: fc.Arbitrary<SubscriptionInterval> = fc.record(
  { unit: fc.constantFrom('day', 'week', 'month'), count: fc.integer({ min: 1, max: 5 }) },
  { noNullPrototype: true },
);

/** Mostly days that some months do not have. */
const firstDay = fc.constantFrom('2027-01-29', '2027-01-30', '2027-01-31', '2028-02-29', '2027-06-15');

describe('a subscription, by its model', () => {
  it('has one order for each date reached awake and unhindered, charged one at a time on the days of its plan', () => {
    const steps = fc
      .record({ interval, firstDay, charged: fc.boolean() })
      .map((of) => ({
        ...startMonthly,
        ...(of.charged && card),
        interval: of.interval,
        firstOrderAt: `${of.firstDay}T12:00:00.000Z`,
      }))
      .chain((first) =>
        fc.record({
          first: fc.constant(first),
          commands: fc.commands([fc.tuple(act, jump).map(([name, minutes]) => new Step(name, minutes, first))], {
            maxCommands: 60,
            size: 'max',
          }),
        }),
      );
    fc.assert(
      fc.property(steps, ({ first, commands }) => {
        const begun = subscriptionDecider.decide(first, subscriptionDecider.initial);
        const events = begun.ok ? begun.events : [];
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: {
              now: first.at,
              status: 'active',
              next: 0,
              ordered: [],
              charged: 'paymentMethodId' in first,
              open: null,
            },
            real: { state: fold(subscriptionDecider.evolve, subscriptionDecider.initial, events), history: events },
          }),
          commands,
        );
      }),
      { numRuns: 400 },
    );
  });
});
