import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { tillFixture, type TillFixture } from './till-fixture.ts';

const code = (outcome: Parameters<typeof refused>[0]): string => refused(outcome).code;

describe('opening a sale at a till', () => {
  it('takes till, store, cashier and currency from an open shift', async () => {
    const { transaction } = await tillFixture();
    const { status, tillId, shiftId, localId, cashierId, currency, taxMode, customerId } = await transaction();
    assert.deepEqual(
      { status, tillId, shiftId, localId, cashierId, currency, taxMode, customerId },
      {
        status: 'open',
        tillId: 'till of shift-1',
        shiftId: 'shift-1',
        localId: 'store-1',
        cashierId: 'carla',
        currency: 'CLP',
        taxMode: 'inclusive',
        customerId: null,
      },
    );
  });

  it('has the command’s id unless the till made one, and is opened once', async () => {
    const { engine, log, next } = await tillFixture();
    const context = contextFor('second');
    const input = { shiftId: 'shift-1', customerId: 'c1' };
    const { transactionId, customerId } = accepted(await engine.pos.open(context, input));
    assert.deepEqual([transactionId, customerId], [context.commandId, 'c1']);
    const events = log.all().length;
    assert.equal(accepted(await engine.pos.open(next(), { ...input, transactionId })).transactionId, transactionId);
    assert.equal(log.all().length, events);
  });

  it('is refused without such a shift, in a closed one, and for a customer whom nobody knows', async () => {
    const { engine, next, openShift } = await tillFixture();
    const open = (shiftId: string, customerId: string | null = null) =>
      engine.pos.open(next(), { shiftId, customerId });
    assert.deepEqual(refused(await open('nope')), { kind: 'not_found', code: 'shift_not_found' });
    assert.deepEqual(refused(await open('shift-1', 'nobody')), { kind: 'not_found', code: 'customer_not_found' });
    await openShift('closed');
    accepted(await engine.shifts.close(next(), 'closed', { countedCash: 50_000, currency: 'CLP' }));
    assert.deepEqual(refused(await open('closed')), { kind: 'wrong_state', code: 'shift_closed' });
  });
});

describe('goods of a sale at a till', () => {
  it('are scanned, or searched for; what is weighed has three decimals', async () => {
    const { add } = await tillFixture();
    accepted(await add({ barcode: 'barcode-mug' }));
    const { lines } = accepted(await add({ variantId: 'cheese' }, 1234));
    assert.deepEqual(
      lines.map(({ lineId, variantId, barcode, quantity, unitPrice, listPrice, priceSource, taxRate }) => [
        lineId,
        variantId,
        barcode,
        quantity,
        unitPrice,
        listPrice,
        priceSource,
        taxRate,
      ]),
      [
        ['L1', 'mug', 'barcode-mug', 1000, 9995, 9995, 'pricing', 190_000],
        ['L2', 'cheese', null, 1234, 12_990, 12_990, 'pricing', 190_000],
      ],
    );
  });

  it('name the promotions that the Pricing service gave them, with what each takes off', async () => {
    const { mug, identify, engine, id, next } = await tillFixture();
    assert.deepEqual(accepted(await mug()).lines[0]?.promotions, []);
    const [line] = accepted(await identify('c1')).lines;
    assert.deepEqual(line?.promotions, [{ promotionId: 'mugs', name: 'Mugs for members', amount: 1000 }]);
    assert.equal(line.discount, 1000);
    const more = await engine.pos.changeItem(next(), id, 'L1', { quantity: 2500, allowOversell: false });
    assert.deepEqual(accepted(more).lines[0]?.promotions, [
      { promotionId: 'mugs', name: 'Mugs for members', amount: 2500 },
    ]);
    assert.deepEqual(accepted(await identify(null)).lines[0]?.promotions, []);
  });

  it('are refused where nobody can sell them', async () => {
    const { add, types } = await tillFixture();
    assert.deepEqual(refused(await add({ barcode: 'nope' })), { kind: 'not_found', code: 'product_not_found' });
    assert.deepEqual(refused(await add({ barcode: 'barcode-old' })), { kind: 'not_found', code: 'product_not_found' });
    assert.equal(code(await add({ variantId: 'old' })), 'variant_not_found');
    assert.equal(code(await add({ variantId: 'unpriced' })), 'price_not_found');
    assert.equal(code(await add({ variantId: 'dollars' })), 'currency_mismatch');
    assert.equal(code(await add({ variantId: 'odd' })), 'unknown_tax_class');
    assert.deepEqual(types(), []);
  });

  it('are at most so many lines', async () => {
    const { mug } = await tillFixture();
    for (let lines = 1; lines <= 3; lines += 1) accepted(await mug());
    assert.deepEqual(refused(await mug()), { kind: 'rule', code: 'max_items_exceeded' });
  });

  it('must be there, counting what the sale has already, unless the cashier has them in hand', async () => {
    const { engine, add, id, next } = await tillFixture();
    const mugs = (quantity: number, insist = false) => add({ variantId: 'mug' }, quantity, insist);
    accepted(await mugs(4000));
    const short = await mugs(1001);
    assert.deepEqual(!short.ok && short.rejection, {
      kind: 'rule',
      code: 'insufficient_stock',
      message: 'count the goods: if they are there, sell them with allow_oversell',
      details: { variant_id: 'mug', requested: 5.001, available: 5 },
    });
    accepted(await mugs(1001, true));
    const change = (quantity: number, allowOversell = false) =>
      engine.pos.changeItem(next(), id, 'L1', { quantity, allowOversell });
    assert.equal(code(await change(4001)), 'insufficient_stock');
    // fewer is no question, though the books say that there are too many still
    accepted(await change(3500));
  });

  it('are sold though the Inventory does not answer, but not without a price', async () => {
    const { inventory, mug } = await tillFixture();
    inventory.outage = 'before';
    assert.equal(accepted(await mug()).lines.length, 1);
    const away = await tillFixture();
    away.customers.outage = 'before';
    await assert.rejects(away.identify('c1'), ServiceUnavailableError);
    assert.deepEqual(away.types(), []);
  });

  it('are changed and removed by their lines', async () => {
    const { engine, mug, id, next } = await tillFixture();
    accepted(await mug());
    const wanted = { quantity: 1000, allowOversell: false };
    assert.equal(code(await engine.pos.changeItem(next(), id, 'L9', wanted)), 'unknown_line');
    assert.equal(code(await engine.pos.removeItem(next(), id, 'L9')), 'unknown_line');
    assert.deepEqual(accepted(await engine.pos.removeItem(next(), id, 'L1')).lines, []);
    for (const outcome of [
      await engine.pos.addItem(next(), 'nope', { variantId: 'mug', ...wanted }),
      await engine.pos.changeItem(next(), 'nope', 'L1', wanted),
      await engine.pos.removeItem(next(), 'nope', 'L1'),
      await engine.pos.complete(next(), 'nope', {}),
      await engine.pos.void(next(), 'nope', { reason: 'no', approvedBy: null }),
    ]) {
      assert.deepEqual(refused(outcome), { kind: 'not_found', code: 'pos_not_found' });
    }
  });

  it('cost what a person says, by whose name it is approved, whatever the quantity', async () => {
    const { engine, mug, id, next } = await tillFixture();
    accepted(await mug());
    const price = (changes: object = {}) =>
      engine.pos.overridePrice(next(), id, 'L1', { unitPrice: 5000, reason: 'scratched', ...changes });
    assert.equal(code(await price({ reason: 'card 4111 1111 1111 1111' })), 'card_number_refused');
    assert.equal(code(await price({ currency: 'USD' })), 'currency_mismatch');
    accepted(await price());
    const more = await engine.pos.changeItem(next(), id, 'L1', { quantity: 2000, allowOversell: false });
    const [line] = accepted(more).lines;
    assert.deepEqual([line?.unitPrice, line?.listPrice, line?.priceSource], [5000, 9995, 'override']);
  });
});

describe('a suspended sale', () => {
  const suspended = async (): Promise<TillFixture> => {
    const fixture = await tillFixture();
    accepted(await fixture.mug());
    accepted(await fixture.engine.pos.suspend(fixture.next(), fixture.id, { note: 'wallet' }));
    return fixture;
  };

  it('goes on at any till of its store that has an open shift', async () => {
    const { engine, id, next, openShift } = await suspended();
    await openShift('shift-2', { cashierId: 'bea' });
    const { status, tillId, shiftId, cashierId, note } = accepted(
      await engine.pos.resume(next(), id, { shiftId: 'shift-2' }),
    );
    assert.deepEqual([status, tillId, shiftId, cashierId, note], ['open', 'till of shift-2', 'shift-2', 'bea', null]);
  });

  it('is not resumed elsewhere, nor in other money, nor where no drawer is open', async () => {
    const { engine, id, next, openShift } = await suspended();
    await openShift('far', { localId: 'store-2' });
    await openShift('dollars', { currency: 'USD' });
    const resume = async (shiftId: string) => code(await engine.pos.resume(next(), id, { shiftId }));
    assert.equal(await resume('far'), 'other_store');
    assert.equal(await resume('dollars'), 'currency_mismatch');
    assert.equal(await resume('nope'), 'shift_not_found');
  });

  it('has no card number in its note', async () => {
    const { engine, id, next } = await tillFixture();
    assert.equal(code(await engine.pos.suspend(next(), id, { note: '4111111111111111' })), 'card_number_refused');
  });
});
