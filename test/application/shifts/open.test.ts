import assert from 'node:assert/strict';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { drawer, shiftFixture } from './shift-fixture.ts';

const taken = { kind: 'wrong_state', code: 'till_has_open_shift' };

describe('opening a shift', () => {
  it('takes the till, and puts the float into the drawer', async () => {
    const fixture = shiftFixture();
    const shift = accepted(await fixture.open('s1'));
    assert.deepEqual(
      [shift.shiftId, shift.tillId, shift.localId, shift.cashierId, shift.currency, shift.float, shift.close],
      ['s1', 'till-1', 'store-1', 'olga', 'CLP', 50_000, null],
    );
    assert.deepEqual(fixture.types(), ['TillShiftBegun', 'ShiftOpened']);
  });

  it('names the shift by its command unless the till does, in the currency of the house', async () => {
    const fixture = shiftFixture();
    const context = contextFor('opening');
    const { tillId, localId, cashierId } = drawer;
    const shift = accepted(await fixture.engine.shifts.open(context, { tillId, localId, cashierId, float: 0 }));
    assert.deepEqual([shift.shiftId, shift.currency], [context.commandId, 'USD']);
  });

  it('is refused while the till has an open shift, which it names', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const answer = await fixture.open('s2');
    assert.deepEqual(refused(answer), taken);
    assert.deepEqual(!answer.ok && answer.rejection.details, { till_id: 'till-1', shift_id: 's1' });
    accepted(await fixture.open('s3', { tillId: 'till-2' }));
    accepted(await fixture.close('s1'));
    accepted(await fixture.open('s2'));
  });

  it('again answers the shift as it is, closed too', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const again = await fixture.engine.shifts.open(contextFor('another command'), {
      ...drawer,
      shiftId: 's1',
      float: 1,
    });
    assert.equal(accepted(again).float, 50_000);
    assert.equal(again.ok && again.repeated, true);
    accepted(await fixture.close('s1'));
    const closed = accepted(await fixture.engine.shifts.open(contextFor('a third'), { ...drawer, shiftId: 's1' }));
    assert.equal(closed.close?.countedCash, 50_000);
    assert.deepEqual(accepted(await fixture.open('s1')).float, 50_000);
  });

  it('takes no till for what cannot be opened', async () => {
    const fixture = shiftFixture();
    assert.deepEqual(refused(await fixture.open('s1', { float: -1 })), { kind: 'rule', code: 'invalid_amount' });
    assert.deepEqual(fixture.types(), []);
  });

  it('does not give one id to shifts of two tills', async () => {
    const fixture = shiftFixture();
    accepted(await fixture.open('s1'));
    const elsewhere = await fixture.engine.shifts.open(contextFor('elsewhere'), {
      ...drawer,
      shiftId: 's1',
      tillId: 'till-2',
    });
    assert.deepEqual(refused(elsewhere), { kind: 'rule', code: 'shift_differs' });
    accepted(await fixture.open('s2', { tillId: 'till-2' }));
  });

  it('gives one shift to a till that many ask for at once, in two processes', async () => {
    const log = new InMemoryEventStore();
    const fixtures = [shiftFixture({ log }), shiftFixture({ log, process: 1 })];
    const ids = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const answers = await Promise.all(ids.map((id, index) => fixtures[index % 2]!.open(id)));
    const [won, lost] = [answers.filter(({ ok }) => ok), answers.filter(({ ok }) => !ok)];
    assert.equal(won.length, 1);
    const winner = accepted(won[0]!).shiftId;
    for (const answer of lost) {
      assert.deepEqual(refused(answer), taken);
      assert.deepEqual(!answer.ok && answer.rejection.details?.shift_id, winner);
    }
    await fixtures[0]!.settle();
    assert.deepEqual(fixtures[0]!.types(), ['TillShiftBegun', 'ShiftOpened']);
  });

  it('is done in the background if nobody lived to see it', async () => {
    const fixture = shiftFixture({ inline: false });
    assert.deepEqual(refused(await fixture.open('s1')), { kind: 'not_found', code: 'shift_not_found' });
    assert.deepEqual(refused(await fixture.open('s2')), taken);
    await fixture.settle();
    assert.equal(accepted(await fixture.open('s1')).shiftId, 's1');
  });

  it('does not wait until the till has been told of a close', async () => {
    const fixture = shiftFixture({ inline: false });
    await fixture.open('s1');
    await fixture.settle();
    accepted(await fixture.close('s1'));
    await fixture.open('s2');
    assert.deepEqual(fixture.types().slice(-2), ['TillShiftEnded', 'TillShiftBegun']);
    await fixture.settle();
    assert.equal(accepted(await fixture.open('s2')).shiftId, 's2');
  });

  it('frees a till whose shift another till had opened under the same id in the meantime', async () => {
    const fixture = shiftFixture({ inline: false });
    await Promise.all([
      fixture.open('s1'),
      fixture.engine.shifts.open(contextFor('b'), { ...drawer, shiftId: 's1', tillId: 'b' }),
    ]);
    await fixture.settle();
    assert.deepEqual(refused(await fixture.open('s2')), taken);
    await fixture.engine.shifts.open(contextFor('c'), { ...drawer, shiftId: 's3', tillId: 'b' });
    await fixture.settle();
    assert.equal(
      accepted(await fixture.engine.shifts.open(contextFor('c'), { ...drawer, shiftId: 's3', tillId: 'b' })).tillId,
      'b',
    );
  });
});
