import assert from 'node:assert/strict';
import type { Category } from '../../../domain/aggregates.ts';
import type { DomainEvent } from '../../../domain/shared/message.ts';
import { readModels, readSide, type ReadSide } from '../../../projections/read-models.ts';
import { checkpoints } from '../../../projections/runner/checkpoint.ts';
import { ProjectionFault } from '../../../projections/runner/projection.ts';
import { freshReadModel, projections, type TestReadModel } from './database.ts';
import { stuttering, TestLog, without } from './log.ts';
import { project } from './project.ts';

/** The read models under test and an empty log, anew for each test. */
export interface ReadModelFixture {
  readonly database: TestReadModel;
  readonly log: TestLog;
  /** All queries, of all read models. */
  readonly reads: ReadSide;
  /** Adds events to the stream of this id, in the organisation `demo`. */
  add(id: string, ...events: readonly DomainEvent[]): Promise<void>;
  /** Projects all that is in the log into all read models. */
  project(changes?: Parameters<typeof project>[2]): Promise<void>;
  /** Begins anew in the middle of a test. */
  clear(): Promise<void>;
}

/** A read model, and a life of one stream that leaves rows in each of its tables. */
export interface ReadModelUnderTest {
  readonly name: string;
  readonly category: Category;
  readonly id: string;
  readonly events: readonly DomainEvent[];
  /** Of a read model that follows every event: what its faults call it, and an event that no stream begins with. */
  readonly begins?: { readonly subject: string; readonly neverWith: DomainEvent };
}

/** Describes a read model: what is common to all of them, and then what only this one does. */
export const describeReadModel = (
  title: string,
  { name, category, id, events, begins }: ReadModelUnderTest,
  describeOwn: (model: ReadModelFixture) => void,
): void => {
  describe(title, () => {
    let database: TestReadModel;
    let log: TestLog;
    let reads: ReadSide;
    const clear = async (): Promise<void> => {
      await database.clear();
      log = new TestLog();
    };
    const stream = [category, 'demo', id] as const;
    before(async () => {
      database = await freshReadModel();
      reads = readSide(database.readModel);
    });
    after(() => database.drop());
    beforeEach(clear);

    describeOwn({
      get database() {
        return database;
      },
      get log() {
        return log;
      },
      get reads() {
        return reads;
      },
      add: (streamId, ...added) => log.add([category, 'demo', streamId], ...added),
      project: (changes) => project(database, log, changes),
      clear,
    });

    const own = projections.filter((projection) => projection.name === name);
    const tables = own.flatMap((projection) => projection.tables);
    /** Rows by table, as text, of one organisation. */
    const rowsOf = async (organizationId: string): Promise<readonly (readonly string[])[]> => {
      const read = tables.map(async (table) => {
        const { rows } = await database.pool.query<{ row: string }>(
          `select t::text as row from read_model.${table} t where organization_id = $1 order by 1`,
          [organizationId],
        );
        return rows.map(({ row }) => row);
      });
      return Promise.all(read);
    };
    /** The rows of the sample, projected at once. */
    const expectedRows = async (): Promise<readonly (readonly string[])[]> => {
      await log.add(stream, ...events);
      await project(database, log, { projections: own });
      return rowsOf('demo');
    };

    it('has the same rows in batches of one, and when rows of another version are made anew', async () => {
      const expected = await expectedRows();
      assert.ok(expected.length > 0 && expected.some((rows) => rows.length > 0));
      await database.clear();
      await project(database, log, { projections: own, batchSize: 1 });
      assert.deepEqual(await rowsOf('demo'), expected);
      await checkpoints(database.readModel).updateTable('checkpoints').set({ projections: 'other' }).execute();
      let rebuilt = 0;
      await project(database, log, { projections: own, onRebuild: () => (rebuilt += 1) });
      assert.equal(rebuilt, 1);
      assert.deepEqual(await rowsOf('demo'), expected);
    });

    it('keeps rows of organisations apart whose aggregates have the same ids', async () => {
      const expected = await expectedRows();
      await log.add([category, 'other', id], ...events);
      await database.clear();
      await project(database, log, { projections: own, batchSize: 3 });
      assert.deepEqual(await rowsOf('demo'), expected);
      const [found, wanted] = [await rowsOf('other'), expected].map((all) => all.map((rows) => rows.length));
      assert.deepEqual(found, wanted);
    });

    it('leaves out events that come again', async () => {
      const expected = await expectedRows();
      await database.clear();
      await project(database, stuttering(log), { projections: own, batchSize: 2 });
      assert.deepEqual(await rowsOf('demo'), expected);
    });

    if (readModels.some((each) => 'versions' in each && each.projection().name === name)) {
      it('stops where events are missing', async () => {
        await log.add(stream, ...events);
        await assert.rejects(
          project(database, without(log, 2), { projections: own }),
          new ProjectionFault(
            `${name} has version 1 and now comes ${category}-demo/${id}@3, position 3: events are missing`,
          ),
        );
      });
    }

    if (begins !== undefined) {
      it(`stops at ${begins.subject} that begins in its middle`, async () => {
        const { subject, neverWith } = begins;
        await log.add(stream, neverWith);
        await assert.rejects(
          project(database, log, { projections: own }),
          new ProjectionFault(`${subject} begins with ${neverWith.type} at ${category}-demo/${id}@1, position 1`),
        );
      });
    }
  });
};
