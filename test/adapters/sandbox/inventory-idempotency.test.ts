import assert from 'node:assert/strict';
import { common, InventoryBed, line, three } from './inventory-fixture.ts';

describe('idempotency keys of the sandbox inventory', () => {
  const bed = new InventoryBed();

  it('apply once, and answer as the first time whatever happened since', async () => {
    const first = await bed.reserve([line(three, 2)], 'again');
    assert.ok(first.ok);
    await bed.deduct(first.reservationId, [line(three, 2)]);
    assert.deepEqual(await bed.reserve([line(three, 2)], 'again'), first);
    assert.equal(await bed.available(three), '1');
  });

  it('remember refusals too', async () => {
    const first = await bed.reserve([line(three, 4)], 'refused');
    assert.equal(first.ok, false);
    await bed.add([line(three, 10)]);
    assert.deepEqual(await bed.reserve([line(three, 4)], 'refused'), first);
  });

  it('hold for every changing call', async () => {
    const reservationId = await bed.reserved(line(common, 10));
    for (let round = 0; round < 3; round++) {
      await bed.confirm(reservationId, 'confirm');
      await bed.deduct(reservationId, [line(common, 4)], 'deduct');
      await bed.add([line(common, 1)], 'add');
      await bed.release(reservationId, 'release');
    }
    assert.equal(await bed.available(common), '997');
  });

  it('remember what a deduction was short of', async () => {
    const short = [{ variantId: three, available: 3000 }];
    assert.deepEqual(await bed.deduct(null, [line(three, 4)], 'short'), short);
    await bed.add([line(three, 10)]);
    assert.deepEqual(await bed.deduct(null, [line(three, 4)], 'short'), short);
    assert.equal(await bed.available(three), '9');
  });

  it('belong to one organisation and one method', async () => {
    await bed.add([line(common, 1)], 'shared');
    await bed.deduct(null, [line(common, 5)], 'shared');
    assert.equal(await bed.available(common), '996');
    bed.organizationId = `${bed.organizationId}-other`;
    await bed.add([line(common, 1)], 'shared');
    assert.equal(await bed.available(common), '1001');
  });

  it('apply once when they race', async () => {
    const answers = await Promise.all(Array.from({ length: 32 }, () => bed.reserve([line(common, 1)], 'race')));
    assert.ok(answers[0]?.ok);
    assert.deepEqual(
      answers,
      Array.from({ length: 32 }, () => answers[0]),
    );
    assert.equal(await bed.available(common), '999');
  });

  it('outlive the process', async () => {
    const first = await bed.reserve([line(three, 2)], 'restart');
    await bed.stop();
    await bed.start();
    assert.deepEqual(await bed.reserve([line(three, 2)], 'restart'), first);
    assert.equal(await bed.available(three), '1');
  });
});
