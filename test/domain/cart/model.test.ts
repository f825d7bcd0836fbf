import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cartQuote } from '../../../domain/cart/cart-quote.ts';
import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { CartState, CreatedCart } from '../../../domain/cart/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addHours } from '../../../domain/shared/instant.ts';
import { sum } from '../../../domain/shared/pricing/sum.ts';
import { checkOut, created, item, start, welcome } from './carts.ts';

/** What a cart is about, said another way: how much of what at which price, and whether it takes commands. */
interface Model {
  hours: number;
  closed: boolean;
  readonly goods: Map<string, number>;
  readonly spentLineIds: Set<string>;
}

interface Real {
  state: CartState;
  history: readonly CartEvent[];
}

type Sent = (at: string) => CartCommand;

const goodsOf = ({ lines }: Pick<CreatedCart, 'lines'>): Map<string, number> => {
  const goods = new Map<string, number>();
  for (const { variantId, unitPrice, quantity } of lines) addGoods(goods, variantId, unitPrice, quantity);
  return goods;
};

/** Adds (or takes away, to nothing at least) a quantity of a variant at a price. */
const addGoods = (goods: Map<string, number>, variantId: string, unitPrice: number, quantity: number): void => {
  const key = `${variantId}@${unitPrice}`;
  const sum = (goods.get(key) ?? 0) + quantity;
  if (sum === 0) goods.delete(key);
  else goods.set(key, sum);
};

/** Whatever a variant cost, it costs this now. All of it is taken out first: some of it may have cost this already. */
const reprice = (goods: Map<string, number>, variantId: string, unitPrice: number): void => {
  const repriced = [...goods].filter(([key]) => key.startsWith(`${variantId}@`));
  for (const [key] of repriced) goods.delete(key);
  for (const [, quantity] of repriced) addGoods(goods, variantId, unitPrice, quantity);
};

/** A command some hours later, decided by the real cart and checked against the model. */
class Step implements fc.Command<Model, Real> {
  readonly #hours: number;
  readonly #send: Sent;

  constructor(hours: number, send: Sent) {
    this.#hours = hours;
    this.#send = send;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    model.hours += this.#hours;
    const command = this.#send(addHours(start, model.hours));
    const before = real.state;
    assert.ok(before.exists);
    const decision = cartDecider.decide(command, before);
    const events = decision.ok ? decision.events : [];
    if (model.closed) assert.deepEqual(events, [], 'a closed cart takes no command');
    real.history = [...real.history, ...events];
    real.state = fold(cartDecider.evolve, before, events);
    const after = real.state;
    assert.ok(after.exists);
    if (decision.ok) follow(model, command, before, after);
    judge(model, real, before, after);
    judgeRepetition(command, after);
  }

  toString = (): string => JSON.stringify(this.#send(addHours(start, this.#hours)));
}

/** What an accepted command does to the model. */
const follow = (model: Model, command: CartCommand, before: CreatedCart, after: CreatedCart): void => {
  const line = (id: string) => before.lines.find((candidate) => candidate.lineId === id)!;
  if (command.type === 'AddItem') {
    addGoods(model.goods, command.item.variantId, command.item.unitPrice, command.item.quantity);
  }
  if (command.type === 'ChangeItemQuantity') {
    const { variantId, unitPrice, quantity } = line(command.lineId);
    addGoods(model.goods, variantId, unitPrice, command.quantity - quantity);
  }
  if (command.type === 'RemoveItem') {
    const { variantId, unitPrice, quantity, lineId } = line(command.lineId);
    addGoods(model.goods, variantId, unitPrice, -quantity);
    model.spentLineIds.add(lineId);
  }
  if (command.type === 'UpdateItemPrice' && !model.closed) reprice(model.goods, command.variantId, command.unitPrice);
  if (command.type === 'MergeCart' && !before.mergedFrom.includes(command.fromCartId)) {
    for (const { variantId, unitPrice, quantity } of command.lines)
      addGoods(model.goods, variantId, unitPrice, quantity);
  }
  model.closed = ['merged', 'expired', 'checked_out'].includes(after.status);
};

const judge = (model: Model, real: Real, before: CreatedCart, after: CreatedCart): void => {
  assert.deepEqual(fold(cartDecider.evolve, cartDecider.initial, real.history), after, 'the history is the state');
  assert.deepEqual(JSON.parse(JSON.stringify(real.history)), real.history, 'events survive JSON');
  assert.deepEqual(goodsOf(after), model.goods);
  const ids = after.lines.map((line) => line.lineId);
  assert.equal(new Set(ids).size, ids.length, 'a line id names one line');
  for (const id of ids) assert.ok(!model.spentLineIds.has(id), `${id} was given again`);
  assert.ok(after.lastLine >= before.lastLine && after.touchedAt >= before.touchedAt);
  const { totals } = cartQuote(after, after.touchedAt);
  assert.equal(totals.total, sum(after.lines.map((line) => (line.quantity / 1000) * line.unitPrice)) - totals.discount);
};

/** A command that was accepted or refused changes nothing when it comes again; adding is the one that adds up. */
const judgeRepetition = (command: CartCommand, after: CreatedCart): void => {
  if (command.type === 'AddItem') return;
  const again = cartDecider.decide(command, after);
  assert.deepEqual(again.ok ? again.events : [], []);
};

const variant = fc.constantFrom('mug', 'cup', 'pot', 'knife');
const price = fc.constantFrom(1000, 5000);
const quantity = fc.integer({ min: -1, max: 5 }).map((pieces) => pieces * 1000);
const lineId = fc.integer({ min: 1, max: 6 }).map((number) => `L${number}`);
const otherCart = fc.constantFrom('cart-1', 'cart-2', 'cart-3');
const code = fc.constantFrom('WELCOME', 'SPRING');

const often: fc.Arbitrary<Sent> = fc.oneof(
  fc.tuple(variant, price, quantity).map(([variantId, unitPrice, added]): Sent => (at) => ({
    type: 'AddItem',
    item: item(variantId, { unitPrice, quantity: added }),
    maximumLines: 5,
    at,
  })),
  fc
    .tuple(lineId, quantity)
    .map(([id, changed]): Sent => (at) => ({ type: 'ChangeItemQuantity', lineId: id, quantity: changed, at })),
  lineId.map((id): Sent => (at) => ({ type: 'RemoveItem', lineId: id, at })),
  fc.tuple(code, fc.constantFrom(0, 10_000)).map(([name, minimumSpend]): Sent => (at) => ({
    type: 'ApplyCoupon',
    coupon: { ...welcome, code: name, minimumSpend },
    at,
  })),
  code.map((name): Sent => (at) => ({ type: 'RemoveCoupon', code: name, at })),
  fc.tuple(otherCart, variant, price).map(([fromCartId, variantId, unitPrice]): Sent => (at) => ({
    type: 'MergeCart',
    fromCartId,
    lines: [{ lineId: 'L1', ...item(variantId, { unitPrice }) }],
    at,
  })),
  fc.tuple(variant, price).map(([variantId, unitPrice]): Sent => (at) => ({
    type: 'UpdateItemPrice',
    variantId,
    unitPrice,
    currency: 'CLP',
    at,
  })),
  fc
    .tuple(variant, fc.boolean())
    .map(([variantId, available]): Sent => (at) => ({ type: 'MarkItemAvailability', variantId, available, at })),
  fc.constantFrom('c1', 'c2').map((customerId): Sent => (at) => ({ type: 'AssignCart', customerId, at })),
  fc.constant<Sent>((at) => ({ type: 'AbandonCart', idleHours: 24, at })),
  fc.constantFrom('cart-1.secret', 'guess').map((token): Sent => (at) => ({ type: 'RecoverCart', token, at })),
);

const seldom: fc.Arbitrary<Sent> = fc.oneof(
  otherCart.map((intoCartId): Sent => (at) => ({ type: 'MergeAway', intoCartId, at })),
  fc.constant<Sent>((at) => ({ type: 'ExpireCart', at })),
  fc.constant<Sent>((at) => checkOut({ at })),
);

const step = fc
  .tuple(fc.constantFrom(0, 1, 30), fc.oneof({ arbitrary: often, weight: 19 }, { arbitrary: seldom, weight: 1 }))
  .map(([hours, send]) => new Step(hours, send));

describe('a cart, by its model', () => {
  it('holds what was put in and not taken out, forgets nothing and ends for good', () => {
    fc.assert(
      fc.property(fc.commands([step], { maxCommands: 50 }), (steps) => {
        const history = [created];
        fc.modelRun(
          () => ({
            model: { hours: 0, closed: false, goods: new Map(), spentLineIds: new Set<string>() },
            real: { state: fold(cartDecider.evolve, cartDecider.initial, history), history },
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });
});
