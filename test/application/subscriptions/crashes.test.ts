import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { contextFor } from '../../support/command-contexts.ts';
import type { Meddling } from '../../support/meddling-event-store.ts';
import { accepted } from '../../support/test-engine.ts';
import { id, openFixture, withCard, type SubscriptionFixture, type World } from './subscription-fixture.ts';

const total = 2750;
const dayMinutes = 24 * 60;

/** What happens to the process at an append: it dies before, or it dies after and nobody tells it that it was done. */
type Death = 'before' | 'after';

/** A process on the world that dies at its append number `dies`; it knows nothing of others but what is in the log. */
const processOn = (world: Partial<World>, number: number, dies: number, death: Death): SubscriptionFixture => {
  const meddling: Meddling = {};
  let appends = 0;
  meddling.beforeAppend = () => {
    appends += 1;
    if (appends > dies || (appends === dies && death === 'before')) throw new EventStoreUnavailableError('it is dead');
    if (appends === dies) meddling.loseNextAnswer = true;
    return Promise.resolve();
  };
  return openFixture({ ...world, meddling, process: number });
};

/** The steps of a life; each may be taken again by another process. */
type Story = readonly ((fixture: SubscriptionFixture) => Promise<unknown>)[];

/** Lets processes live the story, each dying at its `dies`th append, until it is told. @returns how many died */
const survive = async (story: Story, dies: number, death: Death) => {
  let deaths = 0;
  let fixture = processOn({}, 0, dies, death);
  for (const [index, step] of story.entries()) {
    for (;;) {
      try {
        await step(fixture);
        break;
      } catch (error) {
        assert.ok(error instanceof EventStoreUnavailableError, `${String(error)} at step ${index}`);
        deaths += 1;
        // Who comes after dies later, so that the story ends.
        fixture = processOn(fixture.world, deaths, dies + deaths * 2, death);
      }
    }
  }
  const witness = openFixture({ ...fixture.world, process: deaths + 1 });
  await witness.work();
  return { deaths, fixture: witness };
};

const subscribes: Story[number] = async (fixture) => accepted(await fixture.subscribe(withCard));
const works: Story[number] = (fixture) => fixture.work();
const laterBy =
  (minutes: number, atOnce: 'confirm' | 'decline'): Story[number] =>
  (fixture) => {
    fixture.clock.advance(minutes);
    fixture.gateway.atOnce = atOnce;
    return Promise.resolve();
  };

/** Declined at first, paid the day after, and once more a month later. */
const paidLate: Story = [
  laterBy(0, 'decline'),
  subscribes,
  works,
  laterBy(dayMinutes, 'confirm'),
  works,
  laterBy(27 * dayMinutes, 'confirm'),
  works,
];

/** Declined for good. */
const neverPaid: Story = [
  laterBy(0, 'decline'),
  subscribes,
  works,
  ...[1, 2, 2].flatMap((days) => [laterBy(days * dayMinutes, 'decline'), works]),
];

const cancelledPastDue: Story = [
  laterBy(0, 'decline'),
  subscribes,
  works,
  async (fixture) =>
    accepted(await fixture.engine.subscriptions.cancel(contextFor('cancel', fixture.at()), id, { reason: 'enough' })),
  works,
];

const outcome = async (fixture: SubscriptionFixture) => {
  const { status, ordersCount, lastOrder, charge } = await fixture.subscription();
  const attempts = fixture.types().filter((type) => type === 'SubscriptionPaymentDue').length;
  const payments = fixture.types().filter((type) => type === 'PaymentStarted').length;
  return {
    subscription: [status, ordersCount, lastOrder?.status, charge],
    orders: fixture.orders().map(({ orderId }) => orderId),
    attempts,
    payments,
    ledger: fixture.ledger(),
  };
};

const ends = [
  [
    'paid a day late',
    paidLate,
    {
      subscription: ['active', 2, 'paid', null],
      orders: [`${id}-O1`, `${id}-O2`],
      attempts: 3,
      payments: 3,
      ledger: [
        ['capture', total],
        ['capture', total],
      ],
    },
  ],
  [
    'never paid',
    neverPaid,
    { subscription: ['paused', 1, 'cancelled', null], orders: [`${id}-O1`], attempts: 4, payments: 4, ledger: [] },
  ],
  [
    'cancelled past due',
    cancelledPastDue,
    { subscription: ['cancelled', 1, 'cancelled', null], orders: [`${id}-O1`], attempts: 1, payments: 1, ledger: [] },
  ],
] as const;

describe('a subscription whose processes die', () => {
  for (const [name, story, expected] of ends) {
    for (const death of ['before', 'after'] as const) {
      it(`at any append (${death} it is done), ${name}, ends as if none had: nothing placed or charged twice`, async () => {
        let dies = 1;
        for (let deaths = 1; deaths > 0; dies += 1) {
          const told = await survive(story, dies, death);
          deaths = told.deaths;
          assert.deepEqual(await outcome(told.fixture), expected, `the first one dies at its append ${dies}`);
        }
        assert.ok(dies > 8, 'every append was died at');
      });
    }
  }
});
