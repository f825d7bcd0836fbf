import assert from 'node:assert/strict';
import { common, InventoryFixture, line, other } from './inventory-fixture.ts';

describe('races for stock of the sandbox inventory', () => {
  const fixture = new InventoryFixture();

  it('give the last 10 units to exactly 10 of 64', async () => {
    await fixture.deduct(null, [line(common, 990)]);
    const answers = await Promise.all(Array.from({ length: 64 }, () => fixture.reserve([line(common, 1)])));
    assert.equal(answers.filter((answer) => answer.ok).length, 10);
    assert.deepEqual(
      answers.filter((answer) => !answer.ok),
      Array.from({ length: 54 }, () => ({ ok: false, shortfalls: [{ variantId: common, available: 0 }] })),
    );
  });

  it('never lock one another out, whatever order the lines come in', async () => {
    const reservationIds = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        fixture.reserved(...(index % 2 === 0 ? [line(common, 1), line(other, 1)] : [line(other, 1), line(common, 1)])),
      ),
    );
    await Promise.all(
      reservationIds.flatMap((id, index) => [
        fixture.deduct(id, index % 2 === 0 ? [line(other, 1), line(common, 1)] : [line(common, 1), line(other, 1)]),
        fixture.release(id),
        fixture.add([line(other, 1), line(common, 1)]),
      ]),
    );
    assert.equal(await fixture.available(common), '1000');
    assert.equal(await fixture.available(other), '1000');
  });
});
