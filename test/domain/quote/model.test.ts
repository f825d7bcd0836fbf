import assert from 'node:assert/strict';
import fc from 'fast-check';
import { salesQuoteDecider } from '../../../domain/quote/decider.ts';
import type { SalesQuoteEvent, SalesQuoteStatus } from '../../../domain/quote/events.ts';
import { visibleTo, type DraftedSalesQuote, type SalesQuoteState } from '../../../domain/quote/state.ts';
import { salesQuoteActions, type DraftedSalesQuoteCommand } from '../../../domain/quote/transitions.ts';
import { fold, type Decision } from '../../../domain/shared/decider.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { Transcription } from '../shared/transcription.ts';
import { countsOf, judgeEvent, wasOffered } from './invariants.ts';
import {
  agreed,
  approve,
  decline,
  draft,
  expire,
  goodsAt,
  notOrdered,
  ordered,
  revise,
  take,
  turnDown,
  withdraw,
} from './quotes.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<SalesQuoteStatus>(
  'ReviseSalesQuote | revise | pending_approval, declined, offered, rejected, expired → pending_approval, offered',
  'ApproveSalesQuote | approve | pending_approval → offered',
  'DeclineSalesQuote | decline | pending_approval → declined',
  'AcceptSalesQuote | accept | offered → accepted',
  'RecordSalesQuoteOrdered | | pending_approval, declined, offered, accepted, ordered, rejected, withdrawn, expired → ordered',
  'RecordSalesQuoteOrderRefused | | accepted → offered',
  'RejectSalesQuote | reject | offered → rejected',
  'WithdrawSalesQuote | withdraw | pending_approval, declined, offered → withdrawn',
  'ExpireSalesQuote | | pending_approval, offered → expired',
);

const customersActions = ['accept', 'reject'];

interface Model {
  now: string;
}

interface Real {
  state: SalesQuoteState;
  history: readonly SalesQuoteEvent[];
}

type Act = 'revise' | 'approve' | 'decline' | 'take' | 'ordered' | 'refused' | 'reject' | 'withdraw' | 'expire';

interface Choice {
  readonly act: Act;
  /** Since the act before. */
  readonly minutes: number;
  /** Of a revision; 1000 is the catalog's. */
  readonly price: number;
  readonly validDays: number;
  /** How far behind the current revision, or acceptance, the one who acts is. */
  readonly lag: number;
}

const termsAt = (price: number) => ({ quote: goodsAt(price), negotiated: price === 1000 ? [] : [agreed(1000)] });

class Step implements fc.Command<Model, Real> {
  readonly #choice: Choice;

  constructor(choice: Choice) {
    this.#choice = choice;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    model.now = addMinutes(model.now, this.#choice.minutes);
    const before = drafted(real);
    const command = this.#command(model.now, real.history);
    const decision = salesQuoteDecider.decide(command, before);
    const events = decision.ok ? decision.events : [];
    for (const [index, event] of events.entries()) {
      judgeEvent([...real.history, ...events.slice(0, index)], event);
    }
    real.history = [...real.history, ...events];
    real.state = fold(salesQuoteDecider.evolve, before, events);
    judgeState(real);
    judgeMove(command, before, drafted(real), decision);
  }

  #command(now: string, history: readonly SalesQuoteEvent[]): DraftedSalesQuoteCommand {
    const { revision, acceptances } = countsOf(history);
    const { act, lag, price, validDays } = this.#choice;
    switch (act) {
      case 'revise':
        return revise(now, { ...termsAt(price), validUntil: addMinutes(now, validDays * 1440) });
      case 'approve':
        return approve(now, revision - lag);
      case 'decline':
        return decline(now);
      case 'take':
        return take(now, 'PO-1', revision - lag);
      case 'ordered':
        return ordered(now);
      case 'refused':
        return notOrdered(now, acceptances - lag);
      case 'reject':
        return turnDown(now);
      case 'withdraw':
        return withdraw(now);
      case 'expire':
        return expire(now);
    }
  }

  toString = (): string => JSON.stringify(this.#choice);
}

const drafted = ({ state }: Real): DraftedSalesQuote => {
  assert.ok(state.exists);
  return state;
};

const judgeState = (real: Real): void => {
  assert.deepEqual(fold(salesQuoteDecider.evolve, salesQuoteDecider.initial, real.history), real.state);
  assert.deepEqual(JSON.parse(JSON.stringify(real.history)), real.history, 'events survive JSON');
  assert.equal(visibleTo(drafted(real)), wasOffered(real.history) ? 'c7' : null, 'the customer sees what is offered');
};

/** Every change is an arrow of the table, and a good offer can always be taken. */
const judgeMove = (
  command: DraftedSalesQuoteCommand,
  before: DraftedSalesQuote,
  after: DraftedSalesQuote,
  decision: Decision<SalesQuoteEvent>,
): void => {
  const isChanged = decision.ok && decision.events.length > 0;
  written.judge(command.type, before.status, decision, after.status);
  if (!isChanged) assert.deepEqual(after, before);
  const actions = written.actions(after.status);
  assert.deepEqual(salesQuoteActions(after.status, 'staff'), actions);
  const theirs = actions.filter((action) => customersActions.includes(action));
  assert.deepEqual(salesQuoteActions(after.status, 'customer'), theirs);
  if (command.type !== 'AcceptSalesQuote') return;
  const isGood = before.status === 'offered' && command.at < before.validUntil && command.revision === before.revision;
  assert.equal(isChanged, isGood);
};

const choice: fc.Arbitrary<Choice> = fc.record({
  act: fc.oneof(
    { arbitrary: fc.constantFrom<Act>('revise', 'approve', 'take'), weight: 12 },
    { arbitrary: fc.constantFrom<Act>('refused', 'decline', 'reject', 'expire'), weight: 6 },
    { arbitrary: fc.constantFrom<Act>('ordered', 'withdraw'), weight: 1 },
  ),
  minutes: fc.oneof(
    { arbitrary: fc.constantFrom(0, 1, 60), weight: 4 },
    { arbitrary: fc.integer({ min: 0, max: 2_000 }), weight: 1 },
  ),
  price: fc.constantFrom(900, 1000, 1100),
  validDays: fc.constantFrom(0, 1, 3),
  lag: fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, { arbitrary: fc.constant(1), weight: 1 }),
});

describe('a sales quote, by what must hold of it', () => {
  it('offers nothing unapproved, binds no one to what is over or was not seen, and is ordered once', () => {
    const begun = salesQuoteDecider.decide(draft, salesQuoteDecider.initial);
    assert.ok(begun.ok);
    fc.assert(
      fc.property(fc.commands([choice.map((each) => new Step(each))], { maxCommands: 60, size: 'max' }), (commands) => {
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: { now: draft.at },
            real: {
              state: fold(salesQuoteDecider.evolve, salesQuoteDecider.initial, begun.events),
              history: begun.events,
            },
          }),
          commands,
        );
      }),
      { numRuns: 400 },
    );
  });
});
