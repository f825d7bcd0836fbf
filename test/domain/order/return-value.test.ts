import assert from 'node:assert/strict';
import type { PlaceOrder } from '../../../domain/order/commands.ts';
import type { LineQuantity, OrderEvent } from '../../../domain/order/events.ts';
import type { RefundPolicy, TaxMode } from '../../../domain/shared/policy.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import type { Coupon } from '../../../domain/shared/pricing/promotion.ts';
import {
  after,
  askReturn,
  backToSender,
  cash,
  deliver,
  delivered,
  dispatch,
  fulfil,
  given,
  l1,
  l2,
  place,
  returnReceived,
  returnRejected,
  ship,
  stateOf,
} from './orders.ts';
import { fixed } from '../../support/promotions.ts';

const l3 = (quantity: number): LineQuantity => ({ lineId: 'L3', quantity });

const off = (amount: number, minimumSpend = 0, code = 'OFF'): Coupon => fixed(code, amount, { minimumSpend });

/** One of each line in pesos, VAT 19%. */
const sale = (
  prices: readonly number[],
  parts: {
    readonly coupons?: readonly Coupon[];
    readonly refunds?: RefundPolicy;
    readonly shipping?: number;
    readonly taxMode?: TaxMode;
  } = {},
): PlaceOrder => {
  const { coupons = [], refunds, shipping, taxMode = 'inclusive' } = parts;
  const lines = prices.map((unitPrice, index) => {
    const { variantId, sku, productName } = place.quote.lines[0]!;
    const goods = { variantId, sku, productName, taxClass: 'standard', taxRate: 190_000 };
    return { lineId: `L${index + 1}`, ...goods, quantity: 1000, unitPrice };
  });
  const offer =
    shipping === undefined ? null : { method: 'standard', cost: shipping, freeFrom: null, taxRate: 190_000 };
  return {
    ...place,
    quote: priceQuote({ currency: 'CLP', taxMode, lines, promotions: coupons, shipping: offer, at: place.at }),
    limits: { ...place.limits, minimumAmount: 0 },
    terms: { ...place.terms, ...(refunds !== undefined && { refunds }) },
  };
};

const deliveredSale = (...parts: Parameters<typeof sale>): readonly OrderEvent[] => {
  const command = sale(...parts);
  return after([], command, cash({ amount: command.quote.totals.total }), ...fulfil);
};

/** What the order knows of these returns, each accepted whole, one after the other. */
const returnsOf = (history: readonly OrderEvent[], ...returns: readonly (readonly LineQuantity[])[]) => {
  const commands = returns.flatMap((lines, index) => [
    askReturn(lines, { returnId: `r${index}` }),
    returnReceived(lines, `r${index}`),
  ]);
  return stateOf(after(history, ...commands)).returns;
};

const amountsOf = (...parts: Parameters<typeof returnsOf>) => returnsOf(...parts).map(({ amount }) => amount);

const one = [l1(1000)];
const two = [l2(1000)];
const three = [l3(1000)];

describe('what a return gives back', () => {
  const pesos = () => deliveredSale([5000, 3000, 3000], { coupons: [off(1000)] });

  it('is what was paid: of 5000/3000/3000 less 1000, lines are 4546/2727/2727 and line 2 refunds 2727', () => {
    const order = stateOf(pesos());
    assert.deepEqual(
      order.lines.map(({ discount, total }) => [discount, total]),
      [
        [454, 4546],
        [273, 2727],
        [273, 2727],
      ],
    );
    assert.deepEqual(amountsOf(pesos(), two), [2727]);
  });

  it('adds up to 10000, in whatever order all of it comes back', () => {
    assert.deepEqual(amountsOf(pesos(), one, two, three), [4546, 2727, 2727]);
    assert.deepEqual(amountsOf(pesos(), three, two, one), [2727, 2727, 4546]);
    assert.deepEqual(amountsOf(pesos(), two, [...one, ...three]), [2727, 7273]);
    assert.deepEqual(amountsOf(pesos(), [...one, ...two, ...three]), [10_000]);
  });

  it('of a line of 1000 over 3 units is 334, 333 and 333', () => {
    assert.equal(stateOf(delivered).lines[1]?.total, 1000);
    const unit = [l2(1000)];
    assert.deepEqual(amountsOf(delivered, unit, unit, unit), [334, 333, 333]);
  });

  it('starts again from what is kept after a rejected return and one of which nothing came', () => {
    const history = after(
      deliveredSale([5000, 3000, 3000], { refunds: { shipping: 'full_return', discounts: 'kept' }, shipping: 990 }),
      askReturn([...one, ...two, ...three]),
      returnRejected(),
      askReturn([...one, ...two], { returnId: 'r2' }),
      returnReceived([], 'r2'),
      askReturn([...one, ...two, ...three], { returnId: 'r3' }),
    );
    assert.deepEqual(
      stateOf(history).returns.map(({ status, amount, shipping }) => [status, amount, shipping]),
      [
        ['rejected', 11_990, 0],
        ['refunded', 0, 0],
        ['requested', 11_990, 0],
      ],
    );
  });
});

describe('the shipping', () => {
  const refunds = { shipping: 'full_return', discounts: 'kept' } as const;

  it('goes back with the last of the goods, if the policy says so', () => {
    const history = deliveredSale([5000, 3000], { refunds, shipping: 990 });
    assert.deepEqual(amountsOf(history, two, one), [3000, 5990]);
    given(after(history, askReturn([...one, ...two])))
      .when(returnReceived([...one, ...two]))
      .then([
        {
          type: 'OrderReturnReceived',
          data: {
            orderId: 'o1',
            status: 'returned',
            at: place.at,
            returnId: 'r1',
            lines: [...one, ...two],
            amount: 8990,
            shipping: 990,
          },
        },
      ]);
  });

  it('is kept otherwise, and by orders older than the policy', () => {
    const never = { ...refunds, shipping: 'never' } as const;
    assert.deepEqual(amountsOf(deliveredSale([5000], { refunds: never, shipping: 990 }), one), [5000]);
    assert.deepEqual(amountsOf(deliveredSale([5000], { shipping: 990 }), one), [5000]);
  });

  it('goes back with its tax where that comes on top', () => {
    const history = deliveredSale([5000], { refunds, shipping: 1000, taxMode: 'exclusive' });
    assert.deepEqual(amountsOf(history, one), [5950 + 1190]);
  });

  it('goes back when nothing is kept of what could be delivered', () => {
    const command = sale([5000, 3000], { refunds, shipping: 990 });
    const [assigned, picked, packed] = fulfil;
    const history = after(
      [],
      command,
      cash({ amount: command.quote.totals.total }),
      ...[assigned, picked, packed],
      ...[ship(one), ship(two), dispatch(), dispatch('o1.S2'), backToSender('o1.S2'), deliver()],
    );
    assert.deepEqual(amountsOf(history, one), [5990]);
  });
});

describe('a discount with a minimum spend', () => {
  const refunds = { shipping: 'never', discounts: 'forfeited' } as const;
  const valueOf = (...parts: Parameters<typeof returnsOf>) =>
    returnsOf(...parts).map(({ amount, forfeited }) => [amount, forfeited]);

  it('is forfeited on the goods that are kept, when they no longer reach it', () => {
    const history = deliveredSale([5000, 5000], { coupons: [off(1000, 8000)], refunds });
    assert.deepEqual(valueOf(history, one), [[4000, 500]], '5000 are kept at their full price');
  });

  it('comes back with them: all returns add up to what was paid', () => {
    const history = deliveredSale([5000, 5000], { coupons: [off(1000, 8000)], refunds });
    assert.deepEqual(valueOf(history, one, two), [
      [4000, 500],
      [5000, -500],
    ]);
  });

  it('stays while they reach it, to the peso', () => {
    const kept = (minimum: number) =>
      valueOf(deliveredSale([5000, 3000], { coupons: [off(1000, minimum)], refunds }), two);
    assert.deepEqual([kept(5000), kept(5001)], [[[2625, 0]], [[2000, 625]]]);
  });

  it('stays where the policy keeps discounts, or there is none', () => {
    const discounts = 'kept' as const;
    const coupons = [off(1000, 8000)];
    assert.deepEqual(valueOf(deliveredSale([5000, 5000], { coupons, refunds: { ...refunds, discounts } }), one), [
      [4500, 0],
    ]);
    assert.deepEqual(valueOf(deliveredSale([5000, 5000], { coupons }), one), [[4500, 0]]);
  });

  it('takes a refund down to nothing, never below, and the rest off the next one', () => {
    const history = deliveredSale([9000, 100, 900], { coupons: [off(5000, 10_000)], refunds });
    assert.deepEqual(valueOf(history, two, three, one), [
      [0, 50],
      [0, 450],
      [5000, -500],
    ]);
  });

  it('takes no other discount with it', () => {
    const coupons = [off(1000, 8000, 'LOST'), off(500, 0, 'KEPT')];
    const history = deliveredSale([5000, 5000], { coupons, refunds });
    assert.deepEqual(valueOf(history, one), [[4250 - 500, 500]]);
    const both = [off(1000, 8000, 'ONE'), off(500, 6000, 'OTHER')];
    assert.deepEqual(valueOf(deliveredSale([5000, 5000], { coupons: both, refunds }), one), [[4250 - 750, 750]]);
  });

  it('is forfeited with the tax that it saved, where tax comes on top', () => {
    const history = deliveredSale([5000, 5000], { coupons: [off(1000, 8000)], refunds, taxMode: 'exclusive' });
    assert.deepEqual(valueOf(history, one, two), [
      [5355 - 595, 595],
      [5950, -595],
    ]);
  });

  it('is forfeited on the units that are kept, not on those of their line that are back or never came', () => {
    const command = sale([5000, 1000], { coupons: [off(800, 7000)], refunds });
    const triple = { ...command.quote.lines[1]!, quantity: 3000, subtotal: 3000, discount: 301, total: 2699 };
    const lines = [{ ...command.quote.lines[0]!, discount: 499, total: 4501 }, triple];
    const totals = { ...command.quote.totals, subtotal: 8000, discount: 800, total: 7200, tax: 0 };
    const untaxed = lines.map((line) => ({ ...line, tax: 0 }));
    const [discount] = command.quote.discounts;
    const discounts = [{ ...discount!, code: 'OFF', kind: 'fixed' as const, amount: 800, minimumSpend: 7000 }];
    const quote = { ...command.quote, lines: untaxed, discounts, totals };
    const [assigned, picked, packed] = fulfil;
    const history = after(
      [],
      { ...command, quote },
      cash({ amount: 7200 }),
      ...[assigned, picked, packed],
      ...[ship([...one, l2(2000)]), ship(), dispatch(), dispatch('o1.S2'), backToSender('o1.S2'), deliver()],
    );
    assert.deepEqual(valueOf(history, one), [[4501 - 200, 200]]);
    assert.deepEqual(valueOf(history, [...one, l2(1000)]), [[4501 + 900 - 100, 100]]);
  });

  it('is not forfeited for what could not be delivered', () => {
    const command = sale([5000, 3000, 3000], { coupons: [off(1000, 8000)], refunds });
    const [assigned, picked, packed] = fulfil;
    const history = after(
      [],
      command,
      cash({ amount: command.quote.totals.total }),
      ...[assigned, picked, packed],
      ...[ship([...one, ...two]), ship(three), dispatch(), dispatch('o1.S2'), backToSender('o1.S2'), deliver()],
    );
    assert.deepEqual(valueOf(history, two), [[2727, 0]], '5000 are kept, 3000 were not there');
    assert.deepEqual(valueOf(history, one), [[4546 - 273, 273]], '3000 are kept, 3000 were not there');
  });
});
