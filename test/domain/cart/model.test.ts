import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cartQuote } from '../../../domain/cart/cart-quote.ts';
import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { CartState, CartStatus, CreatedCart } from '../../../domain/cart/state.ts';
import { fold, type Decision } from '../../../domain/shared/decider.ts';
import { addHours } from '../../../domain/shared/instant.ts';
import { sum } from '../../../domain/shared/money.ts';
import { checkOut, created, expiresAt, item, start, welcome } from './carts.ts';

/** What a cart is about, kept apart from the aggregate: its status, and how much of what it holds at which price. */
interface Model {
  hours: number;
  status: CartStatus;
  customerId: string | null;
  /** When the shopper last changed it. */
  touchedAt: string;
  mergedInto: string | null;
  readonly mergedFrom: Set<string>;
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
    judgeAnswer(model, command, decision);
    const isBack = model.status === 'abandoned' && isByShopper(command) && events.length > 0;
    assert.equal(events[0]?.type === 'CartRecovered', isBack, 'a shopper who is back is announced first');
    real.history = [...real.history, ...events];
    real.state = fold(cartDecider.evolve, before, events);
    const after = real.state;
    assert.ok(after.exists);
    if (decision.ok) follow(model, command, before);
    if (events.length > 0) move(model, command);
    judge(model, real, before, after);
    judgeRepetition(command, after);
  }

  toString = (): string => JSON.stringify(this.#send(addHours(start, this.#hours)));
}

/** What an accepted command does to the model. */
const follow = (model: Model, command: CartCommand, before: CreatedCart): void => {
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
  if (command.type === 'UpdateItemPrice' && isOpen(model)) reprice(model.goods, command.variantId, command.unitPrice);
  if (command.type === 'MergeCart' && !before.mergedFrom.includes(command.fromCartId)) {
    for (const { variantId, unitPrice, quantity } of command.lines)
      addGoods(model.goods, variantId, unitPrice, quantity);
  }
};

const isOpen = ({ status }: Model): boolean => status === 'active' || status === 'abandoned';

/** Whether the command is the shopper's doing, not the scheduler's, the catalog's or the inventory's. */
const isByShopper = ({ type }: CartCommand): boolean =>
  !['AbandonCart', 'ExpireCart', 'UpdateItemPrice', 'MarkItemAvailability'].includes(type);

/** What must come of a command: events, nothing (it is so already), this refusal, or (undefined) what its goods decide. */
const answerTo = (model: Model, command: CartCommand): string | undefined => {
  const { status, goods } = model;
  switch (command.type) {
    case 'CreateCart':
      return 'nothing';
    case 'RecoverCart':
      if (command.token !== 'cart-1.secret') return 'invalid_recovery_token';
      if (status === 'active') return 'nothing';
      return status === 'abandoned' ? 'events' : 'cart_closed';
    case 'AbandonCart':
      return status === 'active' && goods.size > 0 && addHours(model.touchedAt, command.idleHours) <= command.at
        ? 'events'
        : 'nothing';
    case 'ExpireCart':
      return isOpen(model) && command.at >= expiresAt ? 'events' : 'nothing';
    case 'UpdateItemPrice':
    case 'MarkItemAvailability':
      return isOpen(model) ? undefined : 'nothing';
    case 'MergeAway':
      if (model.mergedInto === command.intoCartId) return 'nothing';
      if (!isOpen(model)) return 'cart_closed';
      return command.intoCartId === 'cart-1' ? 'cart_merged_into_itself' : 'events';
    case 'MergeCart':
      if (model.mergedFrom.has(command.fromCartId)) return 'nothing';
      return isOpen(model) ? 'events' : 'cart_closed';
    case 'AssignCart':
      if (model.customerId === command.customerId) return 'nothing';
      if (!isOpen(model)) return 'cart_closed';
      return model.customerId === null ? 'events' : 'cart_of_another_customer';
    case 'CheckOut':
      if (status === 'checked_out') return 'nothing';
      if (!isOpen(model)) return 'cart_closed';
      return goods.size === 0 ? 'cart_empty' : undefined;
    case 'AddItem':
    case 'ChangeItemQuantity':
    case 'RemoveItem':
    case 'ApplyCoupon':
    case 'RemoveCoupon':
      return isOpen(model) ? undefined : 'cart_closed';
  }
};

const judgeAnswer = (model: Model, command: CartCommand, decision: Decision<CartEvent>): void => {
  const expected = answerTo(model, command);
  const said = `${command.type} when ${model.status}`;
  const code = decision.ok ? (decision.events.length > 0 ? 'events' : 'nothing') : decision.rejection.code;
  if (expected === undefined) assert.notEqual(code, 'cart_closed', said);
  else assert.equal(code, expected, said);
};

/** Where the cart must stand after a command that changed it, and what it must remember. */
const move = (model: Model, command: CartCommand): void => {
  if (command.type === 'AbandonCart') model.status = 'abandoned';
  else if (command.type === 'ExpireCart') model.status = 'expired';
  else if (command.type === 'CheckOut') model.status = 'checked_out';
  else if (command.type === 'MergeAway') model.status = 'merged';
  else if (isByShopper(command)) model.status = 'active';
  if (isByShopper(command) && isOpen(model)) model.touchedAt = command.at;
  if (command.type === 'MergeAway') model.mergedInto = command.intoCartId;
  if (command.type === 'MergeCart') model.mergedFrom.add(command.fromCartId);
  if (command.type === 'AssignCart') model.customerId = command.customerId;
};

const judge = (model: Model, real: Real, before: CreatedCart, after: CreatedCart): void => {
  assert.deepEqual(fold(cartDecider.evolve, cartDecider.initial, real.history), after, 'the history is the state');
  assert.deepEqual(JSON.parse(JSON.stringify(real.history)), real.history, 'events survive JSON');
  assert.deepEqual(goodsOf(after), model.goods);
  assert.equal(after.status, model.status);
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
        const model: Model = {
          hours: 0,
          status: 'active',
          customerId: null,
          touchedAt: start,
          mergedInto: null,
          mergedFrom: new Set(),
          goods: new Map(),
          spentLineIds: new Set(),
        };
        fc.modelRun(
          () => ({
            model,
            real: { state: fold(cartDecider.evolve, cartDecider.initial, history), history },
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });
});
