import assert from 'node:assert/strict';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { shiftFixture } from './shift-fixture.ts';

const denominations = [
  { denomination: 20_000, count: 2 },
  { denomination: 1000, count: 9 },
  { denomination: 500, count: 0 },
];

describe('the drawer of a shift', () => {
  it('has cash moved once a movement, whoever names it', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const { shifts } = fixture.engine;
    const movement = { direction: 'out', amount: 30_000, currency: 'CLP', reason: 'bank' } as const;
    accepted(await shifts.moveCash(contextFor('one'), 's1', { ...movement, movementId: 'm1' }));
    accepted(await shifts.moveCash(contextFor('two'), 's1', { ...movement, movementId: 'm1' }));
    const moved = accepted(await shifts.moveCash(contextFor('three'), 's1', { ...movement, direction: 'in' }));
    assert.deepEqual([moved.inTime.cashIn, moved.inTime.cashOut], [30_000, 30_000]);
    const last = fixture.log.all().at(-1)?.data as { movementId: string; movedBy: string };
    assert.deepEqual([last.movementId, last.movedBy], [contextFor('three').commandId, 'olga']);
  });

  it('refuses another currency, a card number for a reason, and a shift that there is not', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const { shifts } = fixture.engine;
    const movement = { direction: 'in', amount: 10, currency: 'CLP', reason: 'change' } as const;
    const answers = [
      await shifts.moveCash(contextFor('usd'), 's1', { ...movement, currency: 'USD' }),
      await shifts.moveCash(contextFor('card'), 's1', { ...movement, reason: '4111 1111 1111 1111' }),
      await shifts.moveCash(contextFor('none'), 'nope', movement),
      await shifts.close(contextFor('usd close'), 's1', { countedCash: 1, currency: 'USD' }),
      await fixture.close('nope'),
    ];
    assert.deepEqual(
      answers.map((answer) => refused(answer).code),
      ['currency_mismatch', 'card_number_refused', 'shift_not_found', 'currency_mismatch', 'shift_not_found'],
    );
  });

  it('is counted by its coins and notes', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const count = (countedCash: number) =>
      fixture.engine.shifts.close(contextFor(`count ${countedCash}`), 's1', {
        countedCash,
        currency: 'CLP',
        denominations,
      });
    assert.deepEqual(refused(await count(49_500)), { kind: 'rule', code: 'count_differs' });
    const { close } = accepted(await count(49_000));
    assert.deepEqual([close?.overShort, close?.denominations], [-1000, denominations]);
  });

  it('answers its close with the number of its Z, and again with the same, whatever is counted', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const closed = accepted(await fixture.close('s1', 49_900));
    assert.deepEqual([closed.close?.zNumber, closed.close?.overShort], [1, -100]);
    const again = await fixture.close('s1', 50_000);
    assert.deepEqual(accepted(again), closed);
    assert.equal(again.ok && again.repeated, true);
    await fixture.settle();
    assert.deepEqual(fixture.zNumbers(), [['s1', 1]]);
    assert.deepEqual(fixture.types(), [
      'TillShiftBegun',
      'ShiftOpened',
      'ShiftClosed',
      'TillShiftEnded',
      'FolioRangeOpened',
      'FolioAllocated',
      'ZReportNumbered',
    ]);
  });
});
