import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SubscriptionEvent, SubscriptionStatus } from '../../../domain/subscription/events.ts';
import {
  invalidTransition,
  isAllowed,
  subscriptionActions,
  subscriptionTransitions,
  type StartedSubscriptionCommand,
} from '../../../domain/subscription/transitions.ts';
import {
  after,
  cancel,
  card,
  changeMethod,
  given,
  noon,
  orderCancelled,
  orderPaid,
  orderPlaced,
  orderRefused,
  pause,
  paymentFailed,
  placeNext,
  resume,
  retry,
  skip,
  startMonthly,
} from './subscriptions.ts';

/** The state machine: command | action | from → to; "same" keeps the status, "any" is every status, "else" every other. */
const machine = [
  'PlaceNextOrder | | active, past_due → same',
  'RecordSubscriptionOrderPlaced | | any → same',
  'RecordSubscriptionOrderRefused | | any → same',
  'RecordSubscriptionOrderPaid | | past_due → active, same; else → same',
  'RecordSubscriptionOrderCancelled | | past_due → active, same; else → same',
  'RecordSubscriptionPaymentFailed | | active → past_due, paused, cancelled; past_due → same, paused, cancelled; else → same',
  'RetrySubscriptionPayment | | past_due → same',
  'ChangeSubscriptionPaymentMethod | change_payment_method | active, past_due, paused → same',
  'PauseSubscription | pause | active, past_due → paused',
  'ResumeSubscription | resume | paused → active',
  'SkipNextOrder | skip | active, past_due → same',
  'CancelSubscription | cancel | active, past_due, paused → cancelled',
];

const [january, february] = [noon('2027-01-31'), noon('2027-02-28')];

/**
 * The first order waits for its answer, is charged, could not be charged, is charged again; under a plan that pauses, or one
 * that cancels.
 */
const beginnings: readonly (readonly SubscriptionEvent[])[] = (['pause', 'cancel'] as const).flatMap((afterRetries) => {
  const placed = orderPlaced(1, january);
  const due = after([], { ...startMonthly, ...card }, placeNext(january));
  const charging = after(due, { ...placed, plan: { ...placed.plan, afterRetries } });
  const pastDue = after(charging, paymentFailed(1, january));
  return [due, charging, pastDue, after(pastDue, retry(noon('2027-02-01')))];
});

/** An earlier order, which its buyer is to pay, is open beside the one that is past due. */
const twoOrders = after(
  after([], startMonthly, placeNext(january), changeMethod(january, card)),
  placeNext(february),
  orderPlaced(2, february),
  paymentFailed(2, february),
);

const histories = [
  ...beginnings,
  ...beginnings.map((history) => after(history, pause(january))),
  ...beginnings.map((history) => after(history, cancel(january))),
  twoOrders,
];

const lastRetry = noon('2027-03-31');

/** Every command, each as it would be sent for the first time, to either order. */
const commands: readonly StartedSubscriptionCommand[] = [
  placeNext(lastRetry),
  ...[1, 2].flatMap((sequence) => [
    orderPlaced(sequence, february),
    orderRefused(sequence, february),
    orderPaid(sequence, february),
    orderCancelled(sequence, february),
    paymentFailed(sequence, january, 'P9'),
    paymentFailed(sequence, lastRetry, 'P9'),
  ]),
  retry(lastRetry),
  changeMethod(february, { paymentMethod: 'paypal', paymentMethodId: 'vault_2' }),
  pause(february),
  resume(february),
  skip(february),
  cancel(february),
];

const statuses: readonly SubscriptionStatus[] = ['active', 'past_due', 'paused', 'cancelled'];
const types = Object.keys(subscriptionTransitions) as StartedSubscriptionCommand['type'][];

const statusAfter = (history: readonly SubscriptionEvent[], command: StartedSubscriptionCommand) => {
  const state = given(history).when(command).state();
  assert.ok(state.exists);
  return state.status;
};

const statusOf = (history: readonly SubscriptionEvent[]) => statusAfter(history, placeNext(startMonthly.at));

/** The table's entry of a command in the words of {@link machine}. */
const describeEntry = (command: StartedSubscriptionCommand['type']): string => {
  const { action, arrows } = subscriptionTransitions[command];
  const byTarget = new Map<string, SubscriptionStatus[]>();
  for (const from of statuses.filter((status) => isAllowed(command, status))) {
    const to = (arrows[from] ?? []).map((status) => (status === from ? 'same' : status)).join(', ');
    byTarget.set(to, [...(byTarget.get(to) ?? []), from]);
  }
  const everywhere = [...byTarget.values()].flat().length === statuses.length;
  const moves = [...byTarget]
    .filter(([to]) => !everywhere || to !== 'same')
    .map(([to, from]) => `${from.join(', ')} → ${to}`);
  if (everywhere) moves.push(`${moves.length === 0 ? 'any' : 'else'} → same`);
  return [command, '|', ...(action === undefined ? [] : [action]), '|', moves.join('; ')].join(' ');
};

describe('the state machine of subscriptions', () => {
  it('moves as it is written here, and in no other way', () => {
    assert.deepEqual(types.map(describeEntry), machine);
  });

  it('is the table of domain/subscription/README.md', () => {
    const readme = readFileSync(new URL('../../../domain/subscription/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(line));
    const cells = rows.map((row) => row.replace(/ +/g, ' ').replace(/^\| /, '').replace(/ \|$/, ''));
    assert.deepEqual(cells, machine);
  });

  it('is what the decider does: every arrow is reached, and no other', () => {
    const reached = new Set<string>();
    for (const history of histories) {
      const from = statusOf(history);
      for (const command of commands) {
        const { arrows } = subscriptionTransitions[command.type];
        const when = given(history).when(command);
        const to = statusAfter(history, command);
        const about = `${from} --${command.type}--> ${to}`;
        if (arrows[from] === undefined) {
          if (isSilent(command, from)) when.then([]);
          else assert.deepEqual(when.rejection(), invalidTransition(command.type, from).rejection);
        } else if (when.events().length > 0) {
          assert.ok(arrows[from].includes(to), about);
          reached.add(about);
        }
      }
    }
    const expected = types.flatMap((type) =>
      statuses.flatMap((from) =>
        (subscriptionTransitions[type].arrows[from] ?? []).map((to) => `${from} --${type}--> ${to}`),
      ),
    );
    assert.deepEqual([...reached].sort(), expected.sort());
  });

  it('names what people can do', () => {
    assert.deepEqual(
      statuses.map((status) => [status, subscriptionActions(status)]),
      [
        ['active', ['change_payment_method', 'pause', 'skip', 'cancel']],
        ['past_due', ['change_payment_method', 'pause', 'skip', 'cancel']],
        ['paused', ['change_payment_method', 'resume', 'cancel']],
        ['cancelled', []],
      ],
    );
  });

  it('says where a refused command is possible', () => {
    given(after([], startMonthly, cancel(january)))
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
const isSilent = ({ type }: StartedSubscriptionCommand, status: SubscriptionStatus): boolean =>
  type === 'PlaceNextOrder' ||
  type === 'RetrySubscriptionPayment' ||
  (type === 'PauseSubscription' && status === 'paused') ||
  (type === 'ResumeSubscription' && status === 'active') ||
  (type === 'CancelSubscription' && status === 'cancelled');
