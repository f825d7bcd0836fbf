import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { currentVersion, decode, type EventSchema } from '../../../domain/shared/event-schema.ts';
import type { DomainEvent } from '../../../domain/shared/message.ts';

const fileName = (type: string, version: number): string => `${type}.v${version}.json`;

/**
 * Holds an aggregate to its storage format. `folder` has the data of one event of each type in each version that was
 * ever written, as `<Type>.v<version>.json`: old files are never changed, a new version adds one.
 *
 * @param samples gives an event of each type, as the decider writes it today
 */
export const describeGoldenEvents = <Event extends DomainEvent>(
  folder: URL,
  schema: EventSchema<Event>,
  samples: () => readonly Event[],
): void => {
  const types = Object.keys(schema) as Event['type'][];
  const read = (type: string, version: number): unknown =>
    JSON.parse(readFileSync(new URL(fileName(type, version), folder), 'utf8'));
  const sampleOf = (type: Event['type']): Event => {
    const sample = samples().find((event) => event.type === type);
    assert.ok(sample !== undefined, `no sample of ${type}`);
    return sample;
  };
  const versionsOf = (type: Event['type']): readonly number[] =>
    Array.from({ length: currentVersion(schema, type) }, (_, index) => index + 1);

  it('has an example of every type in every version, and nothing else', () => {
    const expected = types.flatMap((type) => versionsOf(type).map((version) => fileName(type, version)));
    assert.deepEqual(readdirSync(folder).sort(), expected.sort());
  });

  for (const type of types) {
    it(`writes ${type} as it is stored, and reads every version of it`, () => {
      const sample = sampleOf(type);
      assert.deepEqual(JSON.parse(JSON.stringify(sample.data)), read(type, currentVersion(schema, type)));
      for (const version of versionsOf(type)) {
        assert.deepEqual(
          decode(schema, { ...stored, type, data: read(type, version), metadata: { ...metadata, schema: version } }),
          sample,
        );
      }
    });
  }
};

const metadata = {
  schema: 1,
  organization_id: 'demo',
  command_id: '00000000-0000-4000-8000-000000000001',
  correlation_id: '00000000-0000-4000-8000-000000000001',
  actor: { subject: 'golden', role: 'order.admin' },
  recorded_at: '2026-11-23T15:00:00.000Z',
  hash: '00',
};

const stored = { id: '00000000-0000-4000-8000-000000000002', stream: 'golden-demo/1', version: 1, position: 1 };
