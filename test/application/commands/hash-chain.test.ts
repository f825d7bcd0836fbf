import fc from 'fast-check';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CommandHandler } from '../../../application/commands/handle-command.ts';
import { genesisHash, verifyStream } from '../../../application/commands/hash-chain.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { countedId, CountingIds } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { tally } from '../../support/tally.ts';

const stream = 'cart-demo/t1';

/** A stream of `length` events, written by the command path. */
const written = async (length: number): Promise<readonly RecordedEvent[]> => {
  const store = new InMemoryEventStore();
  const cache = { ttlSeconds: 60, maximumEvents: 100 };
  const handler = new CommandHandler(tally, { store, ids: new CountingIds(), cache });
  await handler.handle('t1', contextFor('open', { causationId: 'cause' }), { type: 'Open', owner: 'c1' });
  await handler.handle('t1', contextFor('add', { requestHash: 'h' }), {
    type: 'Add',
    amounts: Array.from({ length: length - 1 }, (_, n) => n),
  });
  return store.read(stream);
};

describe('hash chain', () => {
  it('links each event to the one before, over everything that it says', async () => {
    const [first] = await written(2);
    const metadata =
      '{"schema":1,"organization_id":"demo","command_id":"' +
      contextFor('open').commandId +
      '","correlation_id":"correlation-open","causation_id":"cause",' +
      '"actor":{"subject":"olga","role":"order.operator"},"recorded_at":"2026-11-23T15:00:00.000Z"}';
    const lines = [genesisHash, stream, '1', countedId(1), 'Opened', '{"owner":"c1"}', metadata];

    assert.equal(first?.metadata.hash, createHash('sha256').update(lines.join('\n')).digest('hex'));
    assert.equal(Object.keys(first.metadata).at(-1), 'hash');
  });

  it('holds for what was written, also from the middle on', async () => {
    const events = await written(5);
    assert.equal(verifyStream(events), undefined);
    assert.equal(verifyStream(events.slice(2), { version: 2, hash: events[1]!.metadata.hash }), undefined);
  });

  it('names the first event that was edited in any way', async () => {
    const edits: Record<string, (event: RecordedEvent) => RecordedEvent> = {
      data: (event) => ({ ...event, data: { amount: 99 } }),
      type: (event) => ({ ...event, type: 'Subtracted' }),
      id: (event) => ({ ...event, id: countedId(77) }),
      stream: (event) => ({ ...event, stream: 'cart-demo/t2' }),
      actor: (event) => ({ ...event, metadata: { ...event.metadata, actor: { subject: 'eve', role: 'none' } } }),
      time: (event) => ({ ...event, metadata: { ...event.metadata, recorded_at: '2020-01-01T00:00:00.000Z' } }),
      hash: (event) => ({ ...event, metadata: { ...event.metadata, hash: 'f'.repeat(64) } }),
    };
    for (const [what, edit] of Object.entries(edits)) {
      const events = (await written(5)).map((event, index) => (index === 2 ? edit(event) : event));
      const broken = verifyStream(events);
      assert.deepEqual([broken?.version, broken?.eventId, broken?.fault], [3, events[2]!.id, 'altered'], what);
    }
  });

  it('names a missing event, whether the others were moved up or not', async () => {
    const events = await written(5);
    const gap = events.filter(({ version }) => version !== 3);
    assert.deepEqual(verifyStream(gap), { stream, version: 3, fault: 'missing' });

    const closed = gap.map((event, index) => ({ ...event, version: index + 1 }));
    assert.deepEqual(verifyStream(closed), { stream, version: 3, eventId: events[3]!.id, fault: 'altered' });
  });

  it('names the first event out of place', async () => {
    const events = await written(8);
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        const misplaced = shuffled.findIndex((event, index) => event !== events[index]);
        const renumbered = shuffled.map((event, index) => ({ ...event, version: index + 1 }));
        assert.equal(verifyStream(renumbered)?.version, misplaced === -1 ? undefined : misplaced + 1);
      }),
    );
  });
});
