import assert from 'node:assert/strict';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import type { StockLine } from '../../../application/ports/inventory.ts';
import { common, InventoryFixture, line, three } from './inventory-fixture.ts';

describe('sandbox inventory', () => {
  const fixture = new InventoryFixture();

  it('starts with plenty of most products, little of some, and nothing of what it does not know', async () => {
    const stock = await Promise.all([common, three, 'var_22572', 'var_nothing'].map((id) => fixture.available(id)));
    assert.deepEqual(stock, ['1000', '3', '0', '0']);
  });

  it('checks one variant of a store, which starts with stock of its own', async () => {
    assert.deepEqual(await fixture.checkStock(line(three, 3), 'store-1'), { ok: true });
    const four = { ok: false, shortfalls: [{ variantId: three, available: 3000 }] };
    assert.deepEqual(await fixture.checkStock(line(three, 4), 'store-1'), four);
    await fixture.deduct(null, [line(three, 4)], undefined, 'store-1');
    const none = { ok: false, shortfalls: [{ variantId: three, available: 0 }] };
    assert.deepEqual(await fixture.checkStock(line(three, 1), 'store-1'), none);
    assert.deepEqual(await fixture.checkStock(line(three, 3)), { ok: true });
  });

  it('checks all lines, adding up those of one variant', async () => {
    const check = (...lines: readonly StockLine[]) =>
      fixture.inventory.checkAvailability(fixture.organizationId, lines);
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
    const refused = await fixture.reserve([line(common, 10), line(three, 4)]);
    assert.deepEqual(refused, { ok: false, shortfalls: [{ variantId: three, available: 3000 }] });
    assert.equal(await fixture.available(common), '1000');
    await fixture.reserved(line(common, 10), line(three, 3));
    assert.equal(await fixture.available(common), '990');
    assert.equal(await fixture.available(three), '0');
  });

  it('reserves fractions exactly', async () => {
    await fixture.reserved({ variantId: common, quantity: 350 }, { variantId: common, quantity: 1 });
    assert.equal(await fixture.available(common), '999.649');
  });

  it('keeps organisations and stores apart', async () => {
    await fixture.reserved(line(three, 3));
    assert.equal(await fixture.available(three, 'store-1'), '3');
    fixture.organizationId = `${fixture.organizationId}-other`;
    assert.equal(await fixture.available(three), '3');
  });

  it('lets a reservation run out at its time, not before', async () => {
    await fixture.reserved(line(three, 3));
    fixture.clock.advance(14.999);
    assert.equal(await fixture.available(three), '0');
    fixture.clock.advance(0.001);
    assert.equal(await fixture.available(three), '3');
    await fixture.reserved(line(three, 3));
  });

  it('keeps a confirmed reservation for good', async () => {
    await fixture.confirm(await fixture.reserved(line(three, 3)));
    fixture.clock.advance(60);
    assert.equal(await fixture.available(three), '0');
  });

  it('takes a reservation up again that is confirmed after it ran out, even beyond what is there', async () => {
    const late = await fixture.reserved(line(three, 3));
    fixture.clock.advance(15);
    await fixture.confirm(await fixture.reserved(line(three, 3)));
    await fixture.confirm(late);
    assert.equal(await fixture.available(three), '0');
    await fixture.add([line(three, 4)]);
    assert.equal(await fixture.available(three), '1');
  });

  it('refuses to confirm what was released or never reserved', async () => {
    const reservationId = await fixture.reserved(line(three, 3));
    await fixture.release(reservationId);
    await assert.rejects(fixture.confirm(reservationId), ServiceContractError);
    await assert.rejects(fixture.confirm('nothing'), ServiceContractError);
  });

  it('gives released stock back, also what was confirmed, and does not mind repetitions', async () => {
    const reservationId = await fixture.reserved(line(common, 10), line(three, 3));
    await fixture.confirm(reservationId);
    await fixture.release(reservationId);
    await fixture.release(reservationId);
    await fixture.release('nothing');
    assert.equal(await fixture.available(common), '1000');
    assert.equal(await fixture.available(three), '3');
  });

  it('has one organisation never touch the reservation of another', async () => {
    const mine = fixture.organizationId;
    const reservationId = await fixture.reserved(line(three, 3));
    fixture.organizationId = `${mine}-other`;
    await fixture.release(reservationId);
    await assert.rejects(fixture.confirm(reservationId), ServiceContractError);
    await fixture.deduct(reservationId, [line(three, 1)]);
    fixture.organizationId = mine;
    assert.equal(await fixture.available(three), '0');
    fixture.clock.advance(15);
    assert.equal(await fixture.available(three), '3');
  });

  it('deducts from the reservation, whose rest stays reserved', async () => {
    const reservationId = await fixture.reserved(line(common, 10));
    await fixture.confirm(reservationId);
    await fixture.deduct(reservationId, [line(common, 4)]);
    assert.equal(await fixture.available(common), '990');
    await fixture.deduct(reservationId, [line(common, 6)]);
    assert.equal(await fixture.available(common), '990');
    await fixture.release(reservationId);
    assert.equal(await fixture.available(common), '990');
  });

  it('deducts without a reservation, or beyond it, and below zero if goods left', async () => {
    await fixture.deduct(null, [line(common, 4)]);
    assert.equal(await fixture.available(common), '996');
    await fixture.deduct(await fixture.reserved(line(three, 1)), [line(three, 5)]);
    assert.equal(await fixture.available(three), '0');
    await fixture.add([line(three, 3)]);
    assert.equal(await fixture.available(three), '1');
  });

  it('says of which variants less was on hand than was deducted, reserved or not', async () => {
    assert.deepEqual(await fixture.deduct(null, [line(common, 1000), line(three, 2)]), []);
    await fixture.reserved(line(three, 1));
    assert.deepEqual(await fixture.deduct(null, [line(three, 1)]), []);
    const short = await fixture.deduct(null, [line(three, 1), line('var_nothing', 1), line(common, 1), line(three, 1)]);
    assert.deepEqual(short, [
      { variantId: three, available: 0 },
      { variantId: common, available: 0 },
      { variantId: 'var_nothing', available: 0 },
    ]);
    await fixture.add([line(three, 4)]);
    assert.deepEqual(await fixture.deduct(null, [{ variantId: three, quantity: 2001 }]), [
      { variantId: three, available: 2000 },
    ]);
  });

  it('adds stock, also of variants that were unknown', async () => {
    await fixture.add([line('var_new', 2), line(common, 1), line('var_new', 3)]);
    assert.equal(await fixture.available('var_new'), '5');
    assert.equal(await fixture.available(common), '1001');
  });

  const invalid: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['no lines', () => fixture.reserve([])],
    ['a quantity of zero', () => fixture.reserve([line(common, 0)])],
    ['a quantity below zero', () => fixture.add([line(common, -1)])],
    ['no idempotency key', () => fixture.add([line(common, 1)], '')],
    ['no variant', () => fixture.deduct(null, [line('', 1)])],
    ['no reservation id', () => fixture.confirm('')],
  ];
  for (const [what, call] of invalid) {
    it(`refuses a request with ${what} as invalid`, () => assert.rejects(call, ServiceContractError));
  }
});
