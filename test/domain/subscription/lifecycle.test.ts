import assert from 'node:assert/strict';
import type { SubscriptionCommand } from '../../../domain/subscription/commands.ts';
import type { SubscriptionEvent, SubscriptionStatus } from '../../../domain/subscription/events.ts';
import {
  invalidTransition,
  subscriptionActions,
  subscriptionTransitions,
  type StartedSubscriptionCommand,
} from '../../../domain/subscription/transitions.ts';
import {
  after,
  cancel,
  given,
  noon,
  orderPlaced,
  orderRefused,
  pause,
  placeNext,
  resume,
  skip,
  start,
  started,
  subscriptionId,
} from './subscriptions.ts';

const [january, february] = [noon('2027-01-31'), noon('2027-02-28')];
const resumed = (at: string, nextOrderAt: string): SubscriptionEvent => ({
  type: 'SubscriptionResumed',
  data: { subscriptionId, resumedBy: 'c1', nextOrderAt, at },
});

/** A history that ends in each status, with an order that awaits its answer. */
const historyOf: Readonly<Record<SubscriptionStatus, () => readonly SubscriptionEvent[]>> = {
  active: () => after([started], placeNext(january)),
  paused: () => after([started], placeNext(january), pause(january)),
  cancelled: () => after([started], placeNext(january), cancel(january)),
};

const statuses = Object.keys(historyOf) as readonly SubscriptionStatus[];

/** Every command, each as it would be sent for the first time. */
const commands: readonly StartedSubscriptionCommand[] = [
  placeNext(february),
  orderPlaced(1, february),
  orderRefused(1, february),
  pause(february),
  resume(february),
  skip(february),
  cancel(february),
];

describe('a subscription that pauses', () => {
  const paused = () => after([started], pause(start));

  it('has no orders until it goes on', () => {
    const history = given([started])
      .when(pause(start))
      .then([{ type: 'SubscriptionPaused', data: { subscriptionId, pausedBy: 'c1', at: start } }]);
    given(history).when(placeNext(february)).then([]);
    given(history).when(pause(february)).then([]);
  });

  it('goes on with the first date that is not over', () => {
    const noonOf = (date: string) => resumed(noon(date), noon(date));
    given(paused())
      .when(resume('2027-01-02T00:00:00.000Z'))
      .then([resumed('2027-01-02T00:00:00.000Z', january)]);
    given(paused())
      .when(resume(january))
      .then([resumed(january, january)]);
    given(paused())
      .when(resume('2027-01-31T12:00:00.001Z'))
      .then([resumed('2027-01-31T12:00:00.001Z', february)]);
    given(paused())
      .when(resume(noon('2027-03-31')))
      .then([noonOf('2027-03-31')]);
    given(paused())
      .when(resume(noon('2027-04-01')))
      .then([resumed(noon('2027-04-01'), noon('2027-04-30'))]);
  });

  it('does not bring back a date that was left out before', () => {
    const history = after([started], skip(start), pause(start));
    given(history)
      .when(resume(noon('2027-01-15')))
      .then([resumed(noon('2027-01-15'), february)]);
  });
});

describe('a subscription that is cancelled', () => {
  it('is over, whether it was paused or not', () => {
    const cancelled: SubscriptionEvent = {
      type: 'SubscriptionCancelled',
      data: { subscriptionId, reason: 'too much coffee', cancelledBy: 'c1', at: start },
    };
    const history = given([started]).when(cancel(start)).then([cancelled]);
    given(after([started], pause(start)))
      .when(cancel(start))
      .then([cancelled]);
    given(history).when(cancel(february)).then([]);
    given(history).when(placeNext(february)).then([]);
  });

  it('still hears what became of its last order', () => {
    for (const answer of [orderPlaced(1, february), orderRefused(1, february)]) {
      assert.equal(given(historyOf.cancelled()).when(answer).events().length, 1);
    }
  });
});

describe('the state machine of subscriptions', () => {
  it('is what the decider does', () => {
    for (const command of commands) {
      const { arrows } = subscriptionTransitions[command.type];
      for (const status of statuses) {
        const to = arrows[status];
        const when = given(historyOf[status]()).when(command);
        const state = when.state();
        assert.ok(state.exists);
        const about = `${status} --${command.type}--> ${to}`;
        assert.equal(state.status, to ?? status, about);
        if (to !== undefined) assert.ok(when.events().length > 0, about);
        else if (isSilent(command, status)) when.then([]);
        else assert.deepEqual(when.rejection(), invalidTransition(command.type, status).rejection);
      }
    }
  });

  it('names what people can do', () => {
    assert.deepEqual(
      statuses.map((status) => [status, subscriptionActions(status)]),
      [
        ['active', ['pause', 'skip', 'cancel']],
        ['paused', ['resume', 'cancel']],
        ['cancelled', []],
      ],
    );
  });

  it('says where a refused command is possible', () => {
    given(historyOf.cancelled())
      .when(resume(february))
      .then({
        kind: 'wrong_state',
        code: 'invalid_transition',
        details: { status: 'cancelled', command: 'ResumeSubscription', allowed_from: ['paused'] },
      });
  });

  it('begins with a start', () => {
    for (const command of commands) {
      given([]).when(command).then({ kind: 'not_found', code: 'subscription_not_found' });
    }
  });
});

/** Accepted without an event where it changes nothing: what is so already, and a timer that is not needed any more. */
const isSilent = ({ type }: SubscriptionCommand, status: SubscriptionStatus): boolean =>
  type === 'PlaceNextOrder' ||
  (type === 'PauseSubscription' && status === 'paused') ||
  (type === 'ResumeSubscription' && status === 'active') ||
  (type === 'CancelSubscription' && status === 'cancelled');
