import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { LineQuantity } from '../../../domain/order/events.ts';
import { leftToReturn, leftToShip } from '../../../domain/order/fulfillment/progress.ts';
import type { OrderState, PlacedOrder } from '../../../domain/order/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { placeOrder } from '../../support/arbitraries/place-order.ts';
import { assignAll, at, backToSender, cash, deliver, dispatch, pack, pick, ship } from './orders.ts';

const runs = Number(process.env.RETURN_RUNS ?? 500);

/** Each number chooses how much: 0 none, 100 all. */
type Choices = readonly number[];

const choices = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 });

/** An order that commands, all accepted, are given to. */
class Sale {
  #state: OrderState = orderDecider.initial;

  get order(): PlacedOrder {
    assert.ok(this.#state.exists);
    return this.#state;
  }

  do(...commands: readonly OrderCommand[]): void {
    for (const command of commands) {
      const decision = orderDecider.decide(command, this.#state);
      assert.ok(decision.ok, JSON.stringify([command.type, decision]));
      this.#state = fold(orderDecider.evolve, this.#state, decision.events);
    }
  }
}

const portion = (quantity: number, percent: number): number => Math.ceil((quantity * percent) / 100);

const some = (
  order: PlacedOrder,
  left: (line: PlacedOrder['lines'][number]) => number,
  chosen: Choices,
): readonly LineQuantity[] =>
  order.lines
    .map((line, index) => ({ lineId: line.lineId, quantity: portion(left(line), chosen[index] ?? 100) }))
    .filter(({ quantity }) => quantity > 0);

/** Paid in cash; what `chosen` leaves out of the first shipment comes back from the second, undeliverable. */
const deliverSome = (sale: Sale, place: PlaceOrder, chosen: Choices): void => {
  sale.do(place);
  const { total } = place.quote.totals;
  if (total > 0) sale.do(cash({ amount: total }));
  sale.do(assignAll, pick(), pack());
  const first = some(sale.order, leftToShip, chosen);
  if (first.length > 0) sale.do(ship(first));
  const shipments = first.length > 0 ? 1 : 0;
  const rest = sale.order.lines.some((line) => leftToShip(line) > 0);
  if (rest) sale.do(ship());
  for (const { shipmentId } of sale.order.shipments) sale.do(dispatch(shipmentId));
  if (shipments > 0) sale.do(deliver('o1.S1'));
  if (rest) sale.do(backToSender(`o1.S${shipments + 1}`));
};

interface Round {
  readonly chosen: Choices;
  readonly accepted: Choices;
  readonly outcome: 'received' | 'refunded' | 'rejected';
}

const round: fc.Arbitrary<Round> = fc.record({
  chosen: choices,
  accepted: fc.oneof(fc.constant([]), choices),
  outcome: fc.constantFrom('received', 'refunded', 'refunded', 'rejected'),
});

/** One return of some of what is kept; nothing if that is nothing. */
const sendBack = (sale: Sale, { chosen, accepted, outcome }: Round): void => {
  const wanted = some(sale.order, leftToReturn, chosen);
  if (wanted.length === 0) return;
  const returnId = `r${sale.order.returns.length + 1}`;
  const lines = wanted.map((line) => ({ ...line, reasonDetail: null }));
  sale.do({ type: 'RequestReturn', returnId, reason: 'no', refundMethod: 'cash', lines, at });
  if (outcome === 'rejected') {
    sale.do({ type: 'RecordReturnRejected', returnId, at });
    return;
  }
  const estimate = sale.order.returns.at(-1)?.amount;
  const taken = wanted.map(({ lineId, quantity }, index) => ({
    lineId,
    quantity: portion(quantity, accepted[index] ?? 100),
  }));
  sale.do({ type: 'RecordReturnReceived', returnId, lines: taken, at });
  if (accepted.length === 0) assert.equal(sale.order.returns.at(-1)?.amount, estimate, 'all accepted: as estimated');
  if (outcome === 'refunded') refundReturn(sale, returnId);
};

const refundReturn = (sale: Sale, returnId: string): void => {
  sale.do({
    type: 'RequestRefund',
    refundId: `R-${returnId}`,
    amount: null,
    method: 'cash',
    cause: 'return',
    returnId,
    at,
  });
};

const everything: Round = { chosen: [], accepted: [], outcome: 'refunded' };

const givenBack = ({ returns }: PlacedOrder) =>
  returns.filter(({ status }) => status === 'received' || status === 'refunded');

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

describe('the returns of an order', () => {
  it(`add up to exactly what was paid, whatever their order and split, over ${runs} sales`, function () {
    this.timeout(60_000 + runs * 50);
    const sales = placeOrder.filter((place) => orderDecider.decide(place, orderDecider.initial).ok);
    const property = fc.property(sales, choices, fc.array(round, { maxLength: 6 }), (place, shipped, rounds) => {
      const sale = new Sale();
      deliverSome(sale, place, shipped);
      fc.pre(sale.order.status === 'delivered');
      const { totals, terms, shipping } = sale.order;
      const undeliverable = sum(sale.order.refunds.map(({ amount }) => amount));
      const kept = terms.refunds?.shipping === 'full_return' ? 0 : (shipping?.total ?? 0);
      const most = totals.total - undeliverable - kept;

      for (const next of [...rounds, everything]) {
        sendBack(sale, next);
        const back = givenBack(sale.order);
        for (const { lines, amount, ...value } of back) {
          assert.ok(amount >= 0);
          assert.equal(amount, sum(lines.map((line) => line.amount)) + value.shipping - value.forfeited);
        }
        assert.ok(sum(back.map(({ amount }) => amount)) <= most, 'never more than was paid');
      }
      assert.equal(sum(givenBack(sale.order).map(({ amount }) => amount)), most);

      for (const { returnId, status } of sale.order.returns) if (status === 'received') refundReturn(sale, returnId);
      assert.equal(sale.order.status, 'refunded');
      assert.equal(sum(sale.order.payments.map(({ captured, refunded }) => captured - refunded)), kept);
    });
    fc.assert(property, { numRuns: runs });
  });
});
