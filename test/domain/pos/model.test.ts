import assert from 'node:assert/strict';
import fc from 'fast-check';
import { balanceOf } from '../../../domain/pos/balance.ts';
import type { PosCommand } from '../../../domain/pos/commands.ts';
import { posDecider } from '../../../domain/pos/decider.ts';
import type { PosEvent, PosTender } from '../../../domain/pos/events.ts';
import type { PosState, PosTransaction } from '../../../domain/pos/state.ts';
import { posActions, statusOf, type PosPlace } from '../../../domain/pos/transitions.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addsUp } from '../../../domain/shared/pricing/order-rules.ts';
import { sum } from '../../../domain/shared/money.ts';
import { Transcription } from '../shared/transcription.ts';
import {
  add,
  cancel,
  complete,
  giveBack,
  identify,
  lineOf,
  offlineSale,
  offlineVoid,
  open,
  otherTill,
  override,
  pay,
  payFrom,
  points,
  promotion,
  remove,
  reprice,
  resume,
  settled,
  shiftClosed,
  stateOf,
  stockShort,
  suspend,
  takeBack,
  till,
} from './transactions.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<PosPlace>(
  'OpenPosTransaction | | none → open',
  'AddPosItem | add_item | open → same',
  'RepricePosLines | change_quantity | open → same',
  'RemovePosLine | remove_item | open → same',
  'OverridePosPrice | override_price | open → same',
  'IdentifyPosCustomer | identify_customer | open → same',
  'SuspendPosTransaction | suspend | open → suspended',
  'ResumePosTransaction | resume | suspended → open',
  'TakePosPayment | pay | open → same',
  'SettlePosPayment | | open, suspended, completed, voided → same',
  'ReturnPosPayment | return_payment | open → same',
  'CompletePosTransaction | complete | open → completed',
  'VoidPosTransaction | void | open, suspended, completed → voided',
  'ReturnPosItems | return_items | completed → same',
  'RecordOfflineSale | | none, open, suspended → completed, voided; completed → same; voided → completed, same',
  'RecordOfflineVoid | | none, voided → same; open, suspended, completed → voided',
  'RecordPosStockShort | | completed, voided → same',
  'RecordPosConflict | | completed, voided → same',
);

/** Money in the drawer and at the card company because of this transaction, counted apart from it, by payment. */
interface Model {
  held: Map<string, PosTender>;
  /** What other ledgers took for payments. */
  settled: Set<string>;
  /** Thousandths that came back, by line, and the money for them. */
  returned: Map<string, number>;
  refunded: number;
  sales: number;
  voids: number;
}

interface Real {
  state: PosState;
  history: readonly PosEvent[];
}

class Step implements fc.Command<Model, Real> {
  readonly #command: PosCommand;

  constructor(command: PosCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const before = real.state;
    const decision = posDecider.decide(this.#command, before);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(posDecider.evolve, before, events);
    if (events.length > 0) judgeGuards(this.#command.type, model, before);
    for (const event of events) follow(model, event);
    judge(model, real);
    const from = statusOf(before);
    const code = from === 'none' ? 'pos_not_found' : 'invalid_transition';
    written.judge(this.#command.type, from, decision, statusOf(real.state), code);
  }

  toString = (): string => JSON.stringify(this.#command);
}

/** Coins that there are: 5 pesos are rounded down, 6 up. */
const inCoins = (pesos: number): number => Math.floor((pesos + 4) / 10) * 10;

/** What is still to pay, counted from the goods and from what is held; 0 as soon as coins cannot come closer. */
const dueOf = ({ held }: Model, { lines }: PosTransaction): number => {
  const total = sum(lines.map((each) => Math.round((each.unitPrice * each.quantity) / 1000) - each.discount));
  const tenders = [...held.values()];
  const paidIn = (isCash: boolean): number =>
    sum(tenders.filter((tender) => (tender.method === 'cash') === isCash).map((tender) => tender.amount));
  const due = Math.max(0, total - paidIn(true) - paidIn(false));
  const hasCash = tenders.some((tender) => tender.method === 'cash');
  return hasCash && inCoins(total - paidIn(false)) <= paidIn(true) ? 0 : due;
};

/** What must hold besides the status for an action to be offered. */
const guards: Readonly<Record<string, (model: Model, transaction: PosTransaction) => boolean>> = {
  add_item: ({ held }) => held.size === 0,
  change_quantity: ({ held }, { lines }) => held.size === 0 && lines.length > 0,
  remove_item: ({ held }, { lines }) => held.size === 0 && lines.length > 0,
  override_price: ({ held }, { lines }) => held.size === 0 && lines.length > 0,
  suspend: ({ held }) => held.size === 0,
  pay: (model, transaction) => dueOf(model, transaction) > 0,
  return_payment: ({ held }) => held.size > 0,
  complete: (model, transaction) =>
    transaction.lines.length > 0 &&
    dueOf(model, transaction) === 0 &&
    [...model.held.values()].every(({ settlement, ...tender }) => !settlement || model.settled.has(tender.paymentId)),
  void: ({ returned }) => returned.size === 0,
  return_items: ({ returned }, { lines }) => lines.some((sold) => sold.quantity > (returned.get(sold.lineId) ?? 0)),
};

const actionsOf = (model: Model, transaction: PosTransaction): readonly string[] =>
  written.actions(transaction.status).filter((action) => guards[action]?.(model, transaction) ?? true);

/** Nothing is done that was not offered. */
const judgeGuards = (type: PosCommand['type'], model: Model, before: PosState): void => {
  const action = written.actionOf(type);
  if (action === undefined) return;
  assert.ok(before.exists && actionsOf(model, before).includes(action), `${type} was not offered`);
};

const follow = (model: Model, event: PosEvent): void => {
  switch (event.type) {
    case 'PosPaymentTaken': {
      const { amount, tendered, change, method } = event.data;
      assert.ok(change >= 0 && tendered - change === amount && (method === 'cash' || change === 0));
      model.held.set(event.data.paymentId, event.data);
      break;
    }
    case 'PosPaymentSettled':
      assert.ok(!model.settled.has(event.data.paymentId), 'settled once');
      model.settled.add(event.data.paymentId);
      break;
    case 'PosPaymentReturned':
      assert.equal(model.held.get(event.data.paymentId)?.amount, event.data.amount);
      model.held.delete(event.data.paymentId);
      break;
    case 'PosTransactionCompleted': {
      const { tenders, quote, cashRounding, origin } = event.data;
      const paid = sum(tenders.map(({ amount }) => amount));
      assert.equal(paid, quote.totals.total + cashRounding, 'tenders and rounding cover the total');
      assert.ok(Math.abs(cashRounding) <= 5 && (cashRounding === 0 || tenders.some(({ method }) => method === 'cash')));
      assert.ok(addsUp(quote), 'the quote adds up');
      const promises = tenders.filter(({ settlement }) => settlement !== undefined);
      assert.ok(
        origin === 'offline' || promises.every(({ paymentId }) => model.settled.has(paymentId)),
        'no promise is taken for money',
      );
      for (const [paymentId, { settlement }] of model.held) {
        assert.ok(
          settlement === undefined || tenders.some((tender) => tender.paymentId === paymentId),
          'nothing is lost',
        );
      }
      if (origin === 'online') assert.equal(paid, sum([...model.held.values()].map(({ amount }) => amount)));
      model.held = new Map(tenders.map((tender) => [tender.paymentId, tender]));
      model.sales += 1;
      break;
    }
    case 'PosItemsReturned': {
      for (const { lineId, quantity } of event.data.lines) {
        model.returned.set(lineId, (model.returned.get(lineId) ?? 0) + quantity);
      }
      model.refunded += event.data.refund.amount;
      break;
    }
    case 'PosTransactionVoided': {
      const amounts = event.data.tenders.map(({ paymentId, amount }) => [paymentId, amount]);
      assert.deepEqual(
        amounts,
        [...model.held.values()].map(({ paymentId, amount }) => [paymentId, amount]),
        'what is held goes back, and nothing else',
      );
      assert.equal(event.data.wasCompleted, model.sales > 0);
      if (event.data.wasCompleted) model.voids += 1;
      model.held.clear();
      break;
    }
    default:
  }
};

const judge = (model: Model, { state, history }: Real): void => {
  assert.deepEqual(stateOf(history), state, 'the history is the state');
  assert.deepEqual(JSON.parse(JSON.stringify(history)), history, 'events survive JSON');
  assert.ok(model.sales <= 1 && model.voids <= model.sales, 'sold once, taken back once');
  if (state.exists) judgeReturns(model, state);
  if (state.exists) assert.deepEqual(posActions(state), actionsOf(model, state));
  if (state.exists && (state.status === 'open' || state.status === 'suspended')) judgeOpen(model, state);
};

const judgeReturns = ({ returned, refunded }: Model, { lines, tenders, returns, sale }: PosTransaction): void => {
  for (const [id, quantity] of returned) {
    assert.ok(quantity <= (lines.find(({ lineId: sold }) => sold === id)?.quantity ?? 0), 'no more than was sold');
  }
  assert.equal(sum(returns.map(({ refund }) => refund.amount)), refunded);
  const paid = sum(tenders.map((tender) => tender.amount));
  // coins may round the last refund of a sale that was charged to a card
  assert.ok(sale === null ? refunded === 0 : refunded < paid + 5, 'no more than was paid');
};

const judgeOpen = (model: Model, transaction: PosTransaction): void => {
  const { paid, due } = balanceOf(transaction);
  assert.equal(paid, sum([...model.held.values()].map(({ amount }) => amount)));
  assert.equal(due, dueOf(model, transaction));
  const ids = transaction.lines.map(({ lineId }) => lineId);
  assert.equal(new Set(ids).size, ids.length, 'each line has an id of its own');
};

const lineId = fc.constantFrom('L1', 'L2', 'L3');
const quantity = fc.constantFrom(350, 1000, 2000);
const price = fc.constantFrom(0, 4, 4995, 9990, 9996);
const line = fc.tuple(lineId, price, quantity, fc.nat(3)).map(([id, unitPrice, units, off]) => {
  const amount = Math.min(off, Math.floor((unitPrice * units) / 1000));
  return lineOf(id, unitPrice, units, amount === 0 ? [] : [promotion('some', amount)]);
});
const paymentId = fc.constantFrom('pos-1.P1', 'pos-1.P2', 'pos-1.P3');
const amount = fc.constantFrom(1, 5, 1000, 4990, 5000, 10_000, 50_000);
const method = fc.constantFrom('cash' as const, 'cash' as const, 'card_local' as const, 'loyalty' as const);
const digest = fc.constantFrom('digest-1', 'digest-2');

const command: fc.Arbitrary<PosCommand> = fc.oneof(
  { arbitrary: fc.constant(open), weight: 3 },
  { arbitrary: line.map(add), weight: 5 },
  line.map((each) => reprice(each)),
  lineId.map(remove),
  fc.tuple(lineId, price).map(([id, unitPrice]) => override(id, unitPrice)),
  fc.constantFrom('c-1', null).map(identify),
  fc.constant(suspend),
  fc.constantFrom(till, otherTill, { ...till, localId: null }).map(resume),
  {
    arbitrary: fc.tuple(amount, method, paymentId).map(([tendered, how, id]) => pay(tendered, how, id)),
    weight: 6,
  },
  fc.tuple(amount, paymentId).map(([tendered, id]) => payFrom(points(tendered), tendered, id)),
  { arbitrary: paymentId.map(settled), weight: 2 },
  paymentId.map((id) => giveBack(id)),
  paymentId.map((id) => ({ ...giveBack(id), reason: 'insufficient_points' })),
  { arbitrary: fc.constant(complete), weight: 3 },
  fc.constantFrom(cancel(), cancel('manager-1')),
  {
    arbitrary: fc
      .tuple(lineId, quantity, fc.constantFrom('cash' as const, 'store_credit' as const), fc.nat(3))
      .map(([id, units, how, name]) => takeBack({ [id]: units }, how, `r-${name}`)),
    weight: 2,
  },
  fc.tuple(digest, line).map(([id, sold]) => offlineSale({ digest: id, lines: [sold] })),
  fc.constant(offlineVoid),
  fc.constantFrom(stockShort, shiftClosed),
);

describe('a transaction, by its model', () => {
  it('is paid exactly, gives back what it holds, is sold and taken back once, and follows the table', () => {
    fc.assert(
      fc.property(fc.commands([command.map((each) => new Step(each))], { maxCommands: 60, size: 'max' }), (steps) => {
        fc.modelRun(
          () => ({
            model: {
              held: new Map<string, PosTender>(),
              settled: new Set<string>(),
              returned: new Map<string, number>(),
              refunded: 0,
              sales: 0,
              voids: 0,
            },
            real: { state: posDecider.initial, history: [] },
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a till records of a sale afterwards', () => {
  it('ends the same in any order, however often each thing arrives', () => {
    const recorded = fc
      .record({ sold: line, isVoided: fc.boolean(), begun: fc.constantFrom('none', 'open', 'paid', 'voided') })
      .chain(({ sold, isVoided, begun }) => {
        const records: readonly PosCommand[] = [offlineSale({ lines: [sold] }), ...(isVoided ? [offlineVoid] : [])];
        const before: readonly PosCommand[] = {
          none: [],
          open: [open, add(sold)],
          paid: [open, add(lineOf('L1', 9990)), pay(1000)],
          voided: [open, add(sold), cancel()],
        }[begun];
        const repeated = [...records, ...records, ...records];
        return fc.tuple(
          fc.constant(before),
          fc.constant(records),
          fc.shuffledSubarray(repeated, { minLength: repeated.length }),
        );
      });
    fc.assert(
      fc.property(recorded, ([before, records, shuffled]) => {
        assert.deepEqual(endOf([...before, ...shuffled]), endOf([...before, ...records]));
      }),
      { numRuns: 300 },
    );
  });
});

const endOf = (commands: readonly PosCommand[]): PosState =>
  commands.reduce<PosState>((state, each) => {
    const decision = posDecider.decide(each, state);
    assert.ok(decision.ok, `${each.type} was refused`);
    return fold(posDecider.evolve, state, decision.events);
  }, posDecider.initial);
