import assert from 'node:assert/strict';
import { common, InventoryFixture, line, three } from './inventory-fixture.ts';

describe('idempotency keys of the sandbox inventory', () => {
  const fixture = new InventoryFixture();

  it('apply once, and answer as the first time whatever happened since', async () => {
    const first = await fixture.reserve([line(three, 2)], 'again');
    assert.ok(first.ok);
    await fixture.deduct(first.reservationId, [line(three, 2)]);
    assert.deepEqual(await fixture.reserve([line(three, 2)], 'again'), first);
    assert.equal(await fixture.available(three), '1');
  });

  it('remember refusals too', async () => {
    const first = await fixture.reserve([line(three, 4)], 'refused');
    assert.equal(first.ok, false);
    await fixture.add([line(three, 10)]);
    assert.deepEqual(await fixture.reserve([line(three, 4)], 'refused'), first);
  });

  it('hold for every changing call', async () => {
    const reservationId = await fixture.reserved(line(common, 10));
    for (let round = 0; round < 3; round++) {
      await fixture.confirm(reservationId, 'confirm');
      await fixture.deduct(reservationId, [line(common, 4)], 'deduct');
      await fixture.add([line(common, 1)], 'add');
      await fixture.release(reservationId, 'release');
    }
    assert.equal(await fixture.available(common), '997');
  });

  it('remember what a deduction was short of', async () => {
    const short = [{ variantId: three, available: 3000 }];
    assert.deepEqual(await fixture.deduct(null, [line(three, 4)], 'short'), short);
    await fixture.add([line(three, 10)]);
    assert.deepEqual(await fixture.deduct(null, [line(three, 4)], 'short'), short);
    assert.equal(await fixture.available(three), '9');
  });

  it('belong to one organisation and one method', async () => {
    await fixture.add([line(common, 1)], 'shared');
    await fixture.deduct(null, [line(common, 5)], 'shared');
    assert.equal(await fixture.available(common), '996');
    fixture.organizationId = `${fixture.organizationId}-other`;
    await fixture.add([line(common, 1)], 'shared');
    assert.equal(await fixture.available(common), '1001');
  });

  it('apply once when they race', async () => {
    const answers = await Promise.all(Array.from({ length: 32 }, () => fixture.reserve([line(common, 1)], 'race')));
    assert.ok(answers[0]?.ok);
    assert.deepEqual(
      answers,
      Array.from({ length: 32 }, () => answers[0]),
    );
    assert.equal(await fixture.available(common), '999');
  });

  it('outlive the process', async () => {
    const first = await fixture.reserve([line(three, 2)], 'restart');
    await fixture.stop();
    await fixture.start();
    assert.deepEqual(await fixture.reserve([line(three, 2)], 'restart'), first);
    assert.equal(await fixture.available(three), '1');
  });
});
