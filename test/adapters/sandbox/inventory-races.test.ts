import assert from 'node:assert/strict';
import { common, InventoryBed, line, other } from './inventory-fixture.ts';

describe('races for stock of the sandbox inventory', () => {
  const bed = new InventoryBed();

  it('give the last 10 units to exactly 10 of 64', async () => {
    await bed.deduct(null, [line(common, 990)]);
    const answers = await Promise.all(Array.from({ length: 64 }, () => bed.reserve([line(common, 1)])));
    assert.equal(answers.filter((answer) => answer.ok).length, 10);
    assert.deepEqual(
      answers.filter((answer) => !answer.ok),
      Array.from({ length: 54 }, () => ({ ok: false, shortfalls: [{ variantId: common, available: 0 }] })),
    );
  });

  it('never lock one another out, whatever order the lines come in', async () => {
    const reservationIds = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        bed.reserved(...(index % 2 === 0 ? [line(common, 1), line(other, 1)] : [line(other, 1), line(common, 1)])),
      ),
    );
    await Promise.all(
      reservationIds.flatMap((id, index) => [
        bed.deduct(id, index % 2 === 0 ? [line(other, 1), line(common, 1)] : [line(common, 1), line(other, 1)]),
        bed.release(id),
        bed.add([line(other, 1), line(common, 1)]),
      ]),
    );
    assert.equal(await bed.available(common), '1000');
    assert.equal(await bed.available(other), '1000');
  });
});
