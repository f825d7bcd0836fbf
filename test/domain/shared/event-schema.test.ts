import assert from 'node:assert/strict';
import { currentVersion, decode, knows, type EventSchema } from '../../../domain/shared/event-schema.ts';
import type { DomainEvent, RecordedEvent } from '../../../domain/shared/message.ts';

type Renamed = DomainEvent<'Renamed', { readonly name: string; readonly by: string }>;
type Removed = DomainEvent<'Removed', Record<string, never>>;

/** Version 1 was a bare string, version 2 had no author. */
const schema: EventSchema<Renamed | Removed> = {
  Renamed: [(data) => ({ name: data }), (data) => ({ ...(data as object), by: 'nobody' })],
  Removed: [],
};

const recorded = (type: string, version: number, data: unknown): RecordedEvent => ({
  id: 'e1',
  stream: 'order-demo/1',
  version: 1,
  position: 1,
  type,
  data,
  metadata: {
    schema: version,
    organization_id: 'demo',
    command_id: 'c1',
    correlation_id: 'c1',
    actor: { subject: 's1', role: 'order.admin' },
    recorded_at: '2026-11-23T15:00:00.000Z',
    hash: '00',
  },
});

describe('event schema', () => {
  it('writes with the version after the last upcaster', () => {
    assert.equal(currentVersion(schema, 'Renamed'), 3);
    assert.equal(currentVersion(schema, 'Removed'), 1);
  });

  it('reads every old version as today’s, each step once and in order', () => {
    const today = { type: 'Renamed', data: { name: 'a', by: 'nobody' } };
    assert.deepEqual(decode(schema, recorded('Renamed', 1, 'a')), today);
    assert.deepEqual(decode(schema, recorded('Renamed', 2, { name: 'a' })), today);
    assert.deepEqual(decode(schema, recorded('Renamed', 3, { name: 'a', by: 'b' })), {
      type: 'Renamed',
      data: { name: 'a', by: 'b' },
    });
  });

  it('does not know the types of others, nor what every object has', () => {
    assert.equal(knows(schema, 'Renamed'), true);
    assert.equal(knows(schema, 'Other'), false);
    assert.equal(knows(schema, 'toString'), false);
  });

  it('throws for an unknown type, naming it and its stream', () => {
    assert.throws(() => decode(schema, recorded('Other', 1, {})), {
      name: 'TypeError',
      message: 'unknown event type Other in order-demo/1: upgrade this process',
    });
  });
});
