import assert from 'node:assert/strict';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import type { StockLine } from '../../../application/ports/inventory.ts';
import { common, InventoryBed, line, three } from './inventory-fixture.ts';

describe('sandbox inventory', () => {
  const bed = new InventoryBed();

  it('starts with plenty of most products, little of some, and nothing of what it does not know', async () => {
    const stock = await Promise.all([common, three, 'var_22572', 'var_nothing'].map((id) => bed.available(id)));
    assert.deepEqual(stock, ['1000', '3', '0', '0']);
  });

  it('checks one variant of a store, which starts with stock of its own', async () => {
    assert.deepEqual(await bed.checkStock(line(three, 3), 'store-1'), { ok: true });
    const four = { ok: false, shortfalls: [{ variantId: three, available: 3000 }] };
    assert.deepEqual(await bed.checkStock(line(three, 4), 'store-1'), four);
    await bed.deduct(null, [line(three, 4)], undefined, 'store-1');
    const none = { ok: false, shortfalls: [{ variantId: three, available: 0 }] };
    assert.deepEqual(await bed.checkStock(line(three, 1), 'store-1'), none);
    assert.deepEqual(await bed.checkStock(line(three, 3)), { ok: true });
  });

  it('checks all lines, adding up those of one variant', async () => {
    const check = (...lines: readonly StockLine[]) => bed.inventory.checkAvailability(bed.organizationId, lines);
    assert.deepEqual(await check(line(three, 1), line(common, 1000), line(three, 2)), { ok: true });
    assert.deepEqual(await check(line(three, 2), line('var_nothing', 1), line(common, 1000), line(three, 2)), {
      ok: false,
      shortfalls: [
        { variantId: three, available: 3000 },
        { variantId: 'var_nothing', available: 0 },
      ],
    });
  });

  it('reserves all lines or none', async () => {
    const refused = await bed.reserve([line(common, 10), line(three, 4)]);
    assert.deepEqual(refused, { ok: false, shortfalls: [{ variantId: three, available: 3000 }] });
    assert.equal(await bed.available(common), '1000');
    await bed.reserved(line(common, 10), line(three, 3));
    assert.equal(await bed.available(common), '990');
    assert.equal(await bed.available(three), '0');
  });

  it('reserves fractions exactly', async () => {
    await bed.reserved({ variantId: common, quantity: 350 }, { variantId: common, quantity: 1 });
    assert.equal(await bed.available(common), '999.649');
  });

  it('keeps organisations and stores apart', async () => {
    await bed.reserved(line(three, 3));
    assert.equal(await bed.available(three, 'store-1'), '3');
    bed.organizationId = `${bed.organizationId}-other`;
    assert.equal(await bed.available(three), '3');
  });

  it('lets a reservation run out at its time, not before', async () => {
    await bed.reserved(line(three, 3));
    bed.clock.advance(14.999);
    assert.equal(await bed.available(three), '0');
    bed.clock.advance(0.001);
    assert.equal(await bed.available(three), '3');
    await bed.reserved(line(three, 3));
  });

  it('keeps a confirmed reservation for good', async () => {
    await bed.confirm(await bed.reserved(line(three, 3)));
    bed.clock.advance(60);
    assert.equal(await bed.available(three), '0');
  });

  it('takes a reservation up again that is confirmed after it ran out, even beyond what is there', async () => {
    const late = await bed.reserved(line(three, 3));
    bed.clock.advance(15);
    await bed.confirm(await bed.reserved(line(three, 3)));
    await bed.confirm(late);
    assert.equal(await bed.available(three), '0');
    await bed.add([line(three, 4)]);
    assert.equal(await bed.available(three), '1');
  });

  it('refuses to confirm what was released or never reserved', async () => {
    const reservationId = await bed.reserved(line(three, 3));
    await bed.release(reservationId);
    await assert.rejects(bed.confirm(reservationId), ServiceContractError);
    await assert.rejects(bed.confirm('nothing'), ServiceContractError);
  });

  it('gives released stock back, also what was confirmed, and does not mind repetitions', async () => {
    const reservationId = await bed.reserved(line(common, 10), line(three, 3));
    await bed.confirm(reservationId);
    await bed.release(reservationId);
    await bed.release(reservationId);
    await bed.release('nothing');
    assert.equal(await bed.available(common), '1000');
    assert.equal(await bed.available(three), '3');
  });

  it('has one organisation never touch the reservation of another', async () => {
    const mine = bed.organizationId;
    const reservationId = await bed.reserved(line(three, 3));
    bed.organizationId = `${mine}-other`;
    await bed.release(reservationId);
    await assert.rejects(bed.confirm(reservationId), ServiceContractError);
    await bed.deduct(reservationId, [line(three, 1)]);
    bed.organizationId = mine;
    assert.equal(await bed.available(three), '0');
    bed.clock.advance(15);
    assert.equal(await bed.available(three), '3');
  });

  it('deducts from the reservation, whose rest stays reserved', async () => {
    const reservationId = await bed.reserved(line(common, 10));
    await bed.confirm(reservationId);
    await bed.deduct(reservationId, [line(common, 4)]);
    assert.equal(await bed.available(common), '990');
    await bed.deduct(reservationId, [line(common, 6)]);
    assert.equal(await bed.available(common), '990');
    await bed.release(reservationId);
    assert.equal(await bed.available(common), '990');
  });

  it('deducts without a reservation, or beyond it, and below zero if goods left', async () => {
    await bed.deduct(null, [line(common, 4)]);
    assert.equal(await bed.available(common), '996');
    await bed.deduct(await bed.reserved(line(three, 1)), [line(three, 5)]);
    assert.equal(await bed.available(three), '0');
    await bed.add([line(three, 3)]);
    assert.equal(await bed.available(three), '1');
  });

  it('says of which variants less was on hand than was deducted, reserved or not', async () => {
    assert.deepEqual(await bed.deduct(null, [line(common, 1000), line(three, 2)]), []);
    await bed.reserved(line(three, 1));
    assert.deepEqual(await bed.deduct(null, [line(three, 1)]), []);
    const short = await bed.deduct(null, [line(three, 1), line('var_nothing', 1), line(common, 1), line(three, 1)]);
    assert.deepEqual(short, [
      { variantId: three, available: 0 },
      { variantId: common, available: 0 },
      { variantId: 'var_nothing', available: 0 },
    ]);
    await bed.add([line(three, 4)]);
    assert.deepEqual(await bed.deduct(null, [{ variantId: three, quantity: 2001 }]), [
      { variantId: three, available: 2000 },
    ]);
  });

  it('adds stock, also of variants that were unknown', async () => {
    await bed.add([line('var_new', 2), line(common, 1), line('var_new', 3)]);
    assert.equal(await bed.available('var_new'), '5');
    assert.equal(await bed.available(common), '1001');
  });

  const invalid: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['no lines', () => bed.reserve([])],
    ['a quantity of zero', () => bed.reserve([line(common, 0)])],
    ['a quantity below zero', () => bed.add([line(common, -1)])],
    ['no idempotency key', () => bed.add([line(common, 1)], '')],
    ['no variant', () => bed.deduct(null, [line('', 1)])],
    ['no reservation id', () => bed.confirm('')],
  ];
  for (const [what, call] of invalid) {
    it(`refuses a request with ${what} as invalid`, () => assert.rejects(call, ServiceContractError));
  }
});
