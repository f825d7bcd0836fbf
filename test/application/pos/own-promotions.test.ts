import assert from 'node:assert/strict';
import type { Pricing } from '../../../application/ports/pricing.ts';
import { extend } from '../../../domain/shared/money.ts';
import type { Promotion } from '../../../domain/shared/pricing/promotion.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { customersOf } from '../../support/port-doubles.ts';
import { promotion } from '../../support/promotions.ts';
import { accepted, refused, testEngine } from '../../support/test-engine.ts';

/** Takes 1.00 off each unit of v1; everything costs 10.00. */
const pricing: Pricing = {
  calculatePrice: ({ variantId, quantity }) => {
    const discountAmount = variantId === 'v1' ? extend(100, quantity) : 0;
    return Promise.resolve({
      currency: 'USD',
      unitPrice: 1000,
      discountAmount,
      finalPrice: extend(1000, quantity) - discountAmount,
      promotionsApplied:
        discountAmount === 0
          ? []
          : [{ promotionId: 'theirs', name: 'Theirs', discountType: 'fixed', amount: discountAmount }],
    });
  },
  activePromotions: () => Promise.resolve([]),
};

const customers = customersOf({
  customerId: 'c1',
  name: 'Ana',
  email: 'ana@example.pe',
  phone: '',
  loyaltyTier: 'gold',
  loyaltyPoints: 0,
  credit: null,
  addresses: [],
});

const tenth = promotion('tenth', { kind: 'percentage', rate: 100_000 }, { name: '10% off', channels: ['pos'] });
const twoForOne = promotion('two', { kind: 'buy_x_get_y', buy: 1, get: 1, rate: 1_000_000 }, { name: '2 for 1' });

/** An open sale at a till of an organisation with these promotions. */
const openSale = async (...promotions: readonly Promotion[]) => {
  const store = new InMemoryEventStore();
  const { engine } = testEngine({ store, promotions, pricing, customers });
  const till = { tillId: 'till', localId: null, cashierId: 'carla' };
  accepted(await engine.shifts.open(contextFor('shift'), { ...till, shiftId: 'shift', float: 0 }));
  const sale = accepted(await engine.pos.open(contextFor('sale'), { shiftId: 'shift', customerId: null }));
  let commands = 0;
  const next = () => contextFor(`command ${(commands += 1)}`);
  const add = async (variantId: string, quantity = 1000) =>
    accepted(await engine.pos.addItem(next(), sale.transactionId, { variantId, quantity, allowOversell: false }));
  return { engine, store, add, next, id: sale.transactionId };
};

type Lines = readonly {
  readonly lineId: string;
  readonly promotions: readonly { readonly promotionId: string; readonly amount: number }[];
}[];

const given = (lines: Lines) =>
  lines.map(({ lineId, promotions }) => [
    lineId,
    ...promotions.map(({ promotionId, amount }) => `${promotionId} ${amount}`),
  ]);

describe('an organisation’s own promotions at a till', () => {
  it('come on top of what the Pricing service takes, and say whose they are', async () => {
    const { add } = await openSale(tenth);
    const { lines } = await add('v1', 2000);
    assert.deepEqual(lines[0]?.promotions, [
      { promotionId: 'theirs', name: 'Theirs', amount: 200 },
      { promotionId: 'tenth', name: '10% off', amount: 180, own: true },
    ]);
    assert.equal(lines[0].discount, 380);
  });

  it('follow all goods of the sale, whichever of them changes', async () => {
    const { engine, add, next, id } = await openSale(twoForOne);
    await add('v2');
    assert.deepEqual(given((await add('v1')).lines), [['L1'], ['L2', 'theirs 100', 'two 900']]);
    const more = await engine.pos.changeItem(next(), id, 'L1', { quantity: 3000, allowOversell: false });
    assert.deepEqual(given(accepted(more).lines), [
      ['L1', 'two 1000'],
      ['L2', 'theirs 100', 'two 900'],
    ]);
    const less = await engine.pos.removeItem(next(), id, 'L2');
    assert.deepEqual(given(accepted(less).lines), [['L1', 'two 1000']]);
  });

  it('leave alone what a person priced', async () => {
    const { engine, add, next, id } = await openSale(twoForOne);
    await add('v2');
    await add('v2');
    const overridden = await engine.pos.overridePrice(next(), id, 'L1', { unitPrice: 1, reason: 'scratched' });
    assert.deepEqual(given(accepted(overridden).lines), [['L1'], ['L2']]);
    const more = await engine.pos.changeItem(next(), id, 'L1', { quantity: 4000, allowOversell: false });
    assert.deepEqual(
      accepted(more).lines.map(({ quantity, unitPrice, discount }) => [quantity, unitPrice, discount]),
      [
        [4000, 1, 0],
        [1000, 1000, 0],
      ],
    );
  });

  it('are the customer’s, once they say who they are', async () => {
    const golden: Promotion = { ...tenth, customers: { customerIds: [], loyaltyTiers: ['gold'] } };
    const { engine, store, add, next, id } = await openSale(golden);
    assert.deepEqual(given((await add('v2')).lines), [['L1']]);
    const ana = accepted(await engine.pos.identifyCustomer(next(), id, { customerId: 'c1' }));
    assert.deepEqual(given(ana.lines), [['L1', 'tenth 100']]);
    const nobody = accepted(await engine.pos.identifyCustomer(next(), id, { customerId: null }));
    assert.deepEqual(given(nobody.lines), [['L1']]);
    assert.deepEqual(
      store
        .all()
        .slice(-4)
        .map(({ type }) => type),
      ['PosCustomerIdentified', 'PosLineRepriced', 'PosCustomerIdentified', 'PosLineRepriced'],
    );
  });

  it('are those for tills and for what applies by itself', async () => {
    const online: Promotion = { ...tenth, promotionId: 'online', channels: ['online'] };
    const { add } = await openSale(online, { ...tenth, promotionId: 'coupon.TEN', code: 'TEN' });
    assert.deepEqual(given((await add('v2')).lines), [['L1']]);
  });

  it('change nothing where the change is refused, or was made before', async () => {
    const { engine, store, add, next, id } = await openSale(twoForOne);
    await add('v2');
    await add('v2');
    accepted(await engine.pos.removeItem(next(), id, 'L2'));
    const events = store.all().length;
    accepted(await engine.pos.removeItem(next(), id, 'L2'));
    assert.deepEqual(refused(await engine.pos.removeItem(next(), id, 'L9')).code, 'unknown_line');
    assert.equal(store.all().length, events);
  });
});
