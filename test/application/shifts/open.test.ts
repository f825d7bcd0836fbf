import assert from 'node:assert/strict';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/engine-fixture.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { drawer, shiftBed } from './shift-fixture.ts';

const taken = { kind: 'wrong_state', code: 'till_has_open_shift' };

describe('opening a shift', () => {
  it('takes the till, and puts the float into the drawer', async () => {
    const bed = shiftBed();
    const shift = accepted(await bed.open('s1'));
    assert.deepEqual(
      [shift.shiftId, shift.tillId, shift.localId, shift.cashierId, shift.currency, shift.float, shift.close],
      ['s1', 'till-1', 'store-1', 'olga', 'CLP', 50_000, null],
    );
    assert.deepEqual(bed.types(), ['TillShiftBegun', 'ShiftOpened']);
  });

  it('names the shift by its command unless the till does, in the currency of the house', async () => {
    const bed = shiftBed();
    const context = contextFor('opening');
    const { tillId, localId, cashierId } = drawer;
    const shift = accepted(await bed.engine.shifts.open(context, { tillId, localId, cashierId, float: 0 }));
    assert.deepEqual([shift.shiftId, shift.currency], [context.commandId, 'USD']);
  });

  it('is refused while the till has an open shift, which it names', async () => {
    const bed = shiftBed();
    accepted(await bed.open('s1'));
    const answer = await bed.open('s2');
    assert.deepEqual(refused(answer), taken);
    assert.deepEqual(!answer.ok && answer.rejection.details, { till_id: 'till-1', shift_id: 's1' });
    accepted(await bed.open('s3', { tillId: 'till-2' }));
    accepted(await bed.close('s1'));
    accepted(await bed.open('s2'));
  });

  it('again answers the shift as it is, closed too', async () => {
    const bed = shiftBed();
    accepted(await bed.open('s1'));
    const again = await bed.engine.shifts.open(contextFor('another command'), { ...drawer, shiftId: 's1', float: 1 });
    assert.equal(accepted(again).float, 50_000);
    assert.equal(again.ok && again.repeated, true);
    accepted(await bed.close('s1'));
    const closed = accepted(await bed.engine.shifts.open(contextFor('a third'), { ...drawer, shiftId: 's1' }));
    assert.equal(closed.close?.countedCash, 50_000);
    assert.deepEqual(accepted(await bed.open('s1')).float, 50_000);
  });

  it('takes no till for what cannot be opened', async () => {
    const bed = shiftBed();
    assert.deepEqual(refused(await bed.open('s1', { float: -1 })), { kind: 'rule', code: 'invalid_amount' });
    assert.deepEqual(bed.types(), []);
  });

  it('does not give one id to shifts of two tills', async () => {
    const bed = shiftBed();
    accepted(await bed.open('s1'));
    const elsewhere = await bed.engine.shifts.open(contextFor('elsewhere'), {
      ...drawer,
      shiftId: 's1',
      tillId: 'till-2',
    });
    assert.deepEqual(refused(elsewhere), { kind: 'rule', code: 'shift_differs' });
    accepted(await bed.open('s2', { tillId: 'till-2' }));
  });

  it('gives one shift to a till that many ask for at once, in two processes', async () => {
    const log = new InMemoryEventStore();
    const beds = [shiftBed({ log }), shiftBed({ log, process: 1 })];
    const ids = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const answers = await Promise.all(ids.map((id, index) => beds[index % 2]!.open(id)));
    const [won, lost] = [answers.filter(({ ok }) => ok), answers.filter(({ ok }) => !ok)];
    assert.equal(won.length, 1);
    const winner = accepted(won[0]!).shiftId;
    for (const answer of lost) {
      assert.deepEqual(refused(answer), taken);
      assert.deepEqual(!answer.ok && answer.rejection.details?.shift_id, winner);
    }
    await beds[0]!.settle();
    assert.deepEqual(beds[0]!.types(), ['TillShiftBegun', 'ShiftOpened']);
  });

  it('is done in the background if nobody lived to see it', async () => {
    const bed = shiftBed({ inline: false });
    assert.deepEqual(refused(await bed.open('s1')), { kind: 'not_found', code: 'shift_not_found' });
    assert.deepEqual(refused(await bed.open('s2')), taken);
    await bed.settle();
    assert.equal(accepted(await bed.open('s1')).shiftId, 's1');
  });

  it('does not wait until the till has been told of a close', async () => {
    const bed = shiftBed({ inline: false });
    await bed.open('s1');
    await bed.settle();
    accepted(await bed.close('s1'));
    await bed.open('s2');
    assert.deepEqual(bed.types().slice(-2), ['TillShiftEnded', 'TillShiftBegun']);
    await bed.settle();
    assert.equal(accepted(await bed.open('s2')).shiftId, 's2');
  });

  it('frees a till whose shift another till had opened under the same id in the meantime', async () => {
    const bed = shiftBed({ inline: false });
    await Promise.all([
      bed.open('s1'),
      bed.engine.shifts.open(contextFor('b'), { ...drawer, shiftId: 's1', tillId: 'b' }),
    ]);
    await bed.settle();
    assert.deepEqual(refused(await bed.open('s2')), taken);
    await bed.engine.shifts.open(contextFor('c'), { ...drawer, shiftId: 's3', tillId: 'b' });
    await bed.settle();
    assert.equal(
      accepted(await bed.engine.shifts.open(contextFor('c'), { ...drawer, shiftId: 's3', tillId: 'b' })).tillId,
      'b',
    );
  });
});
