import assert from 'node:assert/strict';
import { send } from '../../../application/commands/handlers.ts';
import { causeOf } from '../../../application/reactor/cause.ts';
import { decodeFact } from '../../../application/reactor/decode-fact.ts';
import type { ProcessCommand } from '../../../domain/processes/reaction.ts';
import { saleEntryId, voidEntryId } from '../../../domain/shift/events.ts';
import { offlineSale, offlineVoid, till } from '../../domain/pos/transactions.ts';
import { close, hour, open } from '../../domain/shift/shifts.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { testEngine } from '../../support/test-engine.ts';
import { publicationsOf } from '../publishing/published.ts';

const tillFixture = () => {
  const store = new InMemoryEventStore();
  const fixture = testEngine({ store });
  let handled = 0;
  /** Does a command, and all that follows from it. */
  const tell = async (command: ProcessCommand): Promise<void> => {
    const { handled: answer } = await send(fixture.handlers, contextFor(`till-${store.all().length}`), command);
    assert.ok(answer.ok, JSON.stringify(answer));
    while (handled < store.all().length) {
      const recorded = store.all()[handled]!;
      await fixture.processes.react(causeOf(recorded, hour(20)), decodeFact(recorded));
      handled += 1;
    }
  };
  const shift = (command: (ProcessCommand & { readonly aggregate: 'shift' })['command']) =>
    tell({ aggregate: 'shift', id: 'shift-1', command });
  const pos = (command: (ProcessCommand & { readonly aggregate: 'pos' })['command']) =>
    tell({ aggregate: 'pos', id: 'pos-1', command });
  const types = () => store.all().map(({ type }) => type);
  return { store, shift, pos, types };
};

describe('a till', () => {
  it('has its sales entered into its shift, and those that come too late told so', async () => {
    const { shift, pos, types } = tillFixture();
    await shift(open);
    await shift(close(50_000));
    await pos(offlineSale());
    assert.deepEqual(types(), [
      'ShiftOpened',
      'TillShiftBegun',
      'ShiftClosed',
      'TillShiftEnded',
      'PosTransactionCompleted',
      'ShiftEntryRecorded',
      'PosConflictRecorded',
    ]);
  });

  it('that tells of its close first closes with its last entry', async () => {
    const { shift, pos, types } = tillFixture();
    await shift(close(50_000, [saleEntryId('pos-1'), voidEntryId('pos-1')]));
    await pos({ ...offlineVoid, ...till });
    await shift(open);
    await pos(offlineSale());
    assert.deepEqual(types(), [
      'ShiftCloseAnnounced',
      'PosVoidAnnounced',
      'ShiftOpened',
      'TillShiftBegun',
      'PosTransactionCompleted',
      'PosTransactionVoided',
      'ShiftEntryRecorded',
      'ShiftEntryRecorded',
      'ShiftClosed',
      'TillShiftEnded',
    ]);
  });

  it('makes its sales public, and what is taken back of them', async () => {
    const { pos, store } = tillFixture();
    await pos(offlineSale());
    await pos(offlineVoid);
    const head = {
      transaction_id: 'pos-1',
      local_id: 'store-1',
      customer_id: null,
      items: [{ variant_id: 'variant-L1', quantity: 1 }],
      total: 9990,
      payments: [{ method: 'cash', amount: 9990 }],
      cash_rounding: 0,
      currency: 'CLP',
    };
    const published = await publicationsOf(store, store.all());
    assert.deepEqual(
      published.map(({ routingKey, json }) => [routingKey, json.data]),
      [
        [
          'pos.completed',
          { ...head, till_id: 'till-1', shift_id: 'shift-1', tax: 1595, discount: 0, origin: 'offline' },
        ],
        ['pos.voided', { ...head, till_id: 'till-2', shift_id: 'shift-2', reason: 'wrong item' }],
      ],
    );
  });
});
