import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { orderDecider } from '../../../domain/order/decider.ts';
import { orderEvents, type OrderEvent } from '../../../domain/order/events.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { examples } from './examples.ts';

/** What is on disk somewhere: never edit a golden file. A new version of an event gets a file of its own. */
interface Golden {
  readonly type: string;
  readonly schema: number;
  readonly data: unknown;
}

const folder = new URL('./golden/', import.meta.url);
const files = readdirSync(folder).sort();
const types = Object.keys(orderEvents) as OrderEvent['type'][];

const recorded = ({ type, schema, data }: Golden): RecordedEvent => ({
  id: '0198c0de-0000-7000-8000-000000000001',
  stream: 'order-demo/o1',
  version: 1,
  position: 1,
  type,
  data,
  metadata: {
    schema,
    organization_id: 'demo',
    command_id: '0198c0de-0000-7000-8000-000000000002',
    correlation_id: '0198c0de-0000-7000-8000-000000000002',
    actor: { subject: 'customer-1', role: 'order.customer' },
    recorded_at: '2026-03-01T12:00:00.000Z',
    hash: '00',
  },
});

/** Facts that a version did not tell yet, and how they are read. */
const untold: Readonly<Record<string, object>> = { 'ShipmentDelivered.v1.json': { returnWindowEndsAt: null } };

describe('the storage format of order events', () => {
  it('has a golden file for every type and version', () => {
    const expected = types.flatMap((type) =>
      Array.from({ length: orderEvents[type].length + 1 }, (_, index) => `${type}.v${index + 1}.json`),
    );
    assert.deepEqual(files, expected.sort());
  });

  for (const file of files) {
    const golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden;

    it(`reads ${file} as the event that is written today`, () => {
      const event = decode<OrderEvent>(orderEvents, recorded(golden));
      const example = examples.get(event.type);
      assert.ok(example, 'no example of this event');
      assert.deepEqual(event, { ...example.event, data: { ...example.event.data, ...untold[file] } });
      assert.deepEqual(JSON.parse(JSON.stringify(example.event)), example.event, 'is not the same after JSON');

      const before = fold(orderDecider.evolve, orderDecider.initial, example.history);
      const after = orderDecider.evolve(before, event);
      assert.ok(after.exists);
      assert.equal(after.status, event.data.status);
    });
  }
});
