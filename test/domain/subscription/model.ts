import assert from 'node:assert/strict';
import type fc from 'fast-check';
import type { SubscriptionCommand } from '../../../domain/subscription/commands.ts';
import { subscriptionDecider } from '../../../domain/subscription/decider.ts';
import type { SubscriptionEvent, SubscriptionStatus } from '../../../domain/subscription/events.ts';
import { dateAt } from '../../../domain/subscription/schedule.ts';
import type { SubscriptionState } from '../../../domain/subscription/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addDays, addMinutes } from '../../../domain/shared/instant.ts';
import { subscriptionActions } from '../../../domain/subscription/transitions.ts';
import { Transcription } from '../shared/transcription.ts';
import {
  cancel,
  card,
  changeMethod,
  orderCancelled,
  orderId,
  orderPaid,
  orderPlaced,
  orderRefused,
  pause,
  paymentFailed,
  placeNext,
  plan,
  resume,
  retry,
  skip,
  type startMonthly,
} from './subscriptions.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<SubscriptionStatus>(
  'PlaceNextOrder | | active, past_due → same',
  'RecordSubscriptionOrderPlaced | | active, past_due, paused, cancelled → same',
  'RecordSubscriptionOrderRefused | | active, past_due, paused, cancelled → same',
  'RecordSubscriptionOrderPaid | | active, paused, cancelled → same; past_due → active, same',
  'RecordSubscriptionOrderCancelled | | active, paused, cancelled → same; past_due → active, same',
  'RecordSubscriptionPaymentFailed | | active, past_due → past_due, paused, cancelled; paused, cancelled → same',
  'RetrySubscriptionPayment | | past_due → same',
  'ChangeSubscriptionPaymentMethod | change_payment_method | active, past_due, paused → same',
  'PauseSubscription | pause | active, past_due → paused',
  'ResumeSubscription | resume | paused → active',
  'SkipNextOrder | skip | active, past_due → same',
  'CancelSubscription | cancel | active, past_due, paused → cancelled',
);

/** The order that is being charged, as an observer would note it down. */
interface Open {
  /** When it was placed; null: not yet. */
  placedAt: string | null;
  charges: number;
  /** A charge whose outcome is not known. */
  underWay: boolean;
  retryAt: string | null;
}

/** What must come of it, worked out without the decider: the dates one after the other, and the clock. */
export interface Model {
  now: string;
  status: SubscriptionStatus;
  /** The number of the next date. */
  next: number;
  /** The dates that orders are for. */
  readonly ordered: string[];
  charged: boolean;
  open: Open | null;
}

export interface Real {
  state: SubscriptionState;
  history: readonly SubscriptionEvent[];
}

const acts = [
  'wake',
  'pause',
  'resume',
  'skip',
  'cancel',
  'placed',
  'refused',
  'failed',
  'retry',
  'paid',
  'over',
  'card',
] as const;

export type Act = (typeof acts)[number];

const commandOf = (act: Act, { now, ordered }: Model, { history }: Real): SubscriptionCommand => {
  const last = Math.max(1, ordered.length);
  switch (act) {
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
      return orderPlaced(last, now);
    case 'refused':
      return orderRefused(last, now);
    case 'failed':
      return paymentFailed(last, now, `P${history.length}`);
    case 'retry':
      return retry(now);
    case 'paid':
      return orderPaid(last, now);
    case 'over':
      return orderCancelled(last, now);
    case 'card':
      return changeMethod(now, { ...card, paymentMethodId: `pm_${history.length}` });
  }
};

/** Judges what would be decided about a command now, whether it is sent or not. */
const judgeMove = (command: SubscriptionCommand, { status }: Model, { state }: Real): void => {
  const decision = subscriptionDecider.decide(command, state);
  const after = fold(subscriptionDecider.evolve, state, decision.ok ? decision.events : []);
  assert.ok(after.exists);
  written.judge(command.type, status, decision, after.status);
};

/** Something that happens to a subscription, minutes after the last. All about orders is about the last one. */
export class Step implements fc.Command<Model, Real> {
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
    for (const act of acts) judgeMove(commandOf(act, model, real), model, real);
    const decision = subscriptionDecider.decide(commandOf(this.#act, model, real), real.state);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(subscriptionDecider.evolve, real.state, events);
    this.#follow(model);
    this.#judge(model, real);
    assert.deepEqual(subscriptionActions(model.status), written.actions(model.status));
  }

  #follow(model: Model): void {
    const runs = model.status === 'active' || model.status === 'past_due';
    switch (this.#act) {
      case 'wake':
        if (runs) this.#wake(model);
        break;
      case 'skip':
        if (runs) model.next += 1;
        break;
      case 'pause':
        if (runs) this.#leave(model, 'paused');
        break;
      case 'cancel':
        if (model.status !== 'cancelled') this.#leave(model, 'cancelled');
        break;
      case 'resume':
        if (model.status === 'paused') this.#resume(model);
        break;
      case 'card':
        if (model.status === 'cancelled') break;
        model.charged = true;
        if (model.open?.retryAt != null) this.#charge(model.open);
        break;
      default:
        this.#followOrder(model);
    }
  }

  #followOrder(model: Model): void {
    const { open, now } = model;
    if (open === null) return;
    if (this.#act === 'retry' && open.retryAt !== null && open.retryAt <= now) this.#charge(open);
    if (this.#act === 'placed' && open.placedAt === null) {
      open.placedAt = now;
      this.#charge(open);
    }
    if (this.#act === 'refused' && open.placedAt === null) model.open = null;
    if (this.#act === 'failed' && open.underWay) this.#fail(model, open);
    if (this.#act === 'paid' || this.#act === 'over') {
      model.open = null;
      if (model.status === 'past_due') model.status = 'active';
    }
  }

  #wake(model: Model): void {
    const date = (number: number) => dateAt(this.#schedule, number);
    if (date(model.next) > model.now) return;
    while (date(model.next + 1) <= model.now) model.next += 1;
    if (model.open === null) {
      model.ordered.push(date(model.next));
      if (model.charged) model.open = { placedAt: null, charges: 0, underWay: false, retryAt: null };
    }
    model.next += 1;
  }

  #resume(model: Model): void {
    while (dateAt(this.#schedule, model.next) < model.now) model.next += 1;
    model.status = 'active';
  }

  #leave(model: Model, status: SubscriptionStatus): void {
    if (model.status === 'past_due') model.open = null;
    model.status = status;
  }

  #charge(open: Open): void {
    open.charges += 1;
    open.underWay = true;
    open.retryAt = null;
  }

  #fail(model: Model, open: Open): void {
    const placedAt = open.placedAt ?? '';
    const days = plan.retryDays.map((count) => addDays(placedAt, count)).filter((moment) => moment > model.now);
    const runs = model.status === 'active' || model.status === 'past_due';
    open.underWay = false;
    open.retryAt = (runs ? days[0] : undefined) ?? null;
    if (open.retryAt !== null) {
      model.status = 'past_due';
      return;
    }
    model.open = null;
    if (runs) model.status = 'paused';
  }

  #judge({ status, next, ordered, open }: Model, { state, history }: Real): void {
    assert.ok(state.exists);
    assert.deepEqual(fold(subscriptionDecider.evolve, subscriptionDecider.initial, history), state);
    assert.deepEqual(JSON.parse(JSON.stringify(history)), history, 'events survive JSON');
    assert.equal(state.status, status);
    assert.equal(state.nextOrderAt, dateAt(this.#schedule, next));
    const charge = state.charge && {
      placedAt: open?.placedAt,
      charges: state.charge.attempt,
      underWay: state.charge.underWay,
      retryAt: state.charge.nextRetryAt,
    };
    assert.deepEqual(charge, open);
    this.#judgeOrders(ordered, history);
    judgeCharges(history);
  }

  #judgeOrders(ordered: readonly string[], history: readonly SubscriptionEvent[]): void {
    const due = history.flatMap((event) => (event.type === 'SubscriptionOrderDue' ? [event.data] : []));
    assert.deepEqual(
      due.map(({ dueAt }) => dueAt),
      ordered,
    );
    for (const [index, { sequence, dueAt, nextOrderAt, at, ...data }] of due.entries()) {
      assert.equal(sequence, index + 1);
      assert.equal(data.orderId, orderId(sequence));
      assert.ok(dueAt <= at && at < nextOrderAt, 'due, and the next one still to come');
      assert.ok(index === 0 || dueAt > due[index - 1]!.dueAt, 'no date twice');
    }
  }

  toString = (): string => `${this.#act} after ${this.#minutes} minutes`;
}

/** Charges of an order are counted, one is answered before the next begins, and each new one had its day or its card. */
const judgeCharges = (history: readonly SubscriptionEvent[]): void => {
  const charges = new Map<string, number>();
  const underWay = new Set<string>();
  let cards = 0;
  for (const { type, data } of history) {
    if (type === 'SubscriptionPaymentMethodChanged') cards += 1;
    if (type === 'SubscriptionPaymentFailed') assert.ok(underWay.delete(data.orderId), 'only what is under way fails');
    if (type !== 'SubscriptionPaymentDue') continue;
    assert.ok(!underWay.has(data.orderId), 'one charge at a time');
    underWay.add(data.orderId);
    charges.set(data.orderId, (charges.get(data.orderId) ?? 0) + 1);
    assert.equal(data.attempt, charges.get(data.orderId));
    assert.ok(data.attempt <= 1 + plan.retryDays.length + cards, 'retries are bounded');
  }
};
