import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { aggregates, categories, type Category } from '../../domain/aggregates.ts';
import { PublicationLog } from '../../application/publishing/publication-log.ts';
import { verifyStream } from '../../application/commands/hash-chain.ts';
import type { Decider } from '../../domain/shared/decider.ts';
import { decode, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { DomainCommand, DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { dumpOf } from '../support/dump.ts';
import { eventually } from '../support/eventually.ts';
import { HttpTest } from '../support/http.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { runProcess, startProcess } from '../support/processes.ts';
import { schemaOf } from '../support/schema-of.ts';

const folder = new URL('../support/data/release-0.1.0/', import.meta.url);
const textOf = (name: string): string => {
  const bytes = readFileSync(new URL(name, folder));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Expected {
  readonly protos: Readonly<Record<string, string>>;
  readonly events: number;
  readonly states: Readonly<Record<string, { readonly streams: number; readonly sha256: string }>>;
  readonly rows: Readonly<Record<string, number>>;
  readonly readModels: Readonly<Record<string, string>>;
}

/** A row of the event store, its JSON as the texts that were stored. */
type Row = Omit<RecordedEvent, 'data' | 'metadata'> & { readonly data: string; readonly metadata: string };

const expected = JSON.parse(textOf('expected.json')) as Expected;
const rows = textOf('events.jsonl.gz')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const events = rows.map(({ data, metadata, ...row }): RecordedEvent => ({
  ...row,
  data: JSON.parse(data) as unknown,
  metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
}));

const streams = (): ReadonlyMap<string, readonly RecordedEvent[]> => {
  const found = new Map<string, RecordedEvent[]>();
  for (const event of events) found.set(event.stream, [...(found.get(event.stream) ?? []), event]);
  return found;
};

/** JSON with keys in order, maps and sets as lists: the same text for the same state, however it is kept in memory. */
const canonical = (value: unknown): string => {
  if (value instanceof Map || value instanceof Set) return canonical([...(value as Iterable<unknown>)]);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
};

const stateOf = (category: Category, own: readonly RecordedEvent[]): unknown => {
  const decider = aggregates[category].decider as Decider<DomainCommand, DomainEvent, unknown>;
  const schema: EventSchema<DomainEvent> = aggregates[category].schema;
  return own.reduce((state, event) => decider.evolve(state, decode(schema, event)), decider.initial);
};

describe('release 0.1.0', () => {
  describe('its interfaces', () => {
    let http: HttpTest;
    before(async () => {
      http = await new HttpTest(() => ({ publications: new PublicationLog() })).listen();
    });
    after(() => http.close());

    for (const name of ['openapi', 'asyncapi']) {
      it(`are served byte for byte as then: ${name}`, async () => {
        assert.equal((await http.request('GET', `/${name}.json`)).text, textOf(`${name}.json.gz`));
      });
    }

    it('have the same protos', () => {
      const proto = (name: string): string => readFileSync(new URL(`../../proto/${name}`, import.meta.url), 'utf8');
      for (const [name, digest] of Object.entries(expected.protos)) assert.equal(sha256(proto(name)), digest, name);
    });
  });

  describe('its store', () => {
    let database: TestDatabase;
    let pool: pg.Pool;

    before(async function () {
      this.timeout(60_000);
      database = await freshDatabase();
      // Rows are compared as texts, and moments are written in the session's time zone.
      pool = new pg.Pool({ connectionString: database.url, options: '-c TimeZone=UTC' });
      const { code, log } = await runProcess('migrate', { DATABASE_URL: database.url });
      assert.equal(code, 0, log);
      const column = <Key extends keyof Row>(key: Key): readonly Row[Key][] => rows.map((row) => row[key]);
      await pool.query(
        `insert into event_store.events (position, stream, version, id, type, data, metadata)
         select * from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::json[], $7::json[])`,
        (['position', 'stream', 'version', 'id', 'type', 'data', 'metadata'] as const).map(column),
      );
    });
    after(async () => {
      await pool.end();
      await database.drop();
    });

    it('has the schema that it had', async () => {
      assert.deepEqual(await schemaOf(pool), textOf('schema.txt').trimEnd().split('\n'));
    });

    it('holds every kind of event that it wrote', () => {
      assert.equal(new Set(events.map(({ type }) => type)).size, 128);
    });

    it('holds together: every hash chain verifies', () => {
      assert.equal(events.length, expected.events);
      for (const [stream, own] of streams()) assert.equal(verifyStream(own), undefined, stream);
    });

    it('gives every aggregate the state that it had', () => {
      const found = categories.map((category) => {
        const own = [...streams()]
          .filter(([stream]) => stream.startsWith(`${category}-`))
          .sort(([a], [b]) => (a < b ? -1 : 1));
        const text = own.map(([stream, ofStream]) => `${stream} ${canonical(stateOf(category, ofStream))}\n`).join('');
        return [category, { streams: own.length, sha256: sha256(text) }] as const;
      });
      assert.deepEqual(Object.fromEntries(found), expected.states);
    });

    it('gives every read model the rows that it had, byte for byte', async function () {
      this.timeout(120_000);
      const projector = startProcess('projector', { DATABASE_URL: database.url });
      try {
        await eventually(async () => {
          assert.equal(projector.child.exitCode, null, projector.log());
          const found = await pool.query<{ position: string }>('select position from read_model.checkpoints');
          return Number(found.rows[0]?.position) === events.length;
        });
      } finally {
        await projector.end('SIGTERM');
      }
      const counts: Record<string, number> = {};
      for (const table of Object.keys(expected.rows)) {
        const found = await pool.query<{ count: string }>(`select count(*) from read_model.${table}`);
        counts[table] = Number(found.rows[0]?.count);
      }
      assert.deepEqual(counts, expected.rows);
      assert.deepEqual(await dumpOf(pool, 'read_model'), expected.readModels);
    });
  });
});
