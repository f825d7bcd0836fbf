import assert from 'node:assert/strict';
import type { SubscriptionEvent } from '../../../domain/subscription/events.ts';
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
    const left = after([started], placeNext(january), cancel(january));
    for (const answer of [orderPlaced(1, february), orderRefused(1, february)]) {
      assert.equal(given(left).when(answer).events().length, 1);
    }
  });
});
