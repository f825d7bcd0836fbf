import assert from 'node:assert/strict';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { readModelMigrations } from '../../projections/read-models.ts';
import { freshReadModel, type TestReadModel } from './support/database.ts';

describe('the migrations of the read models', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());

  const run = async (): Promise<readonly unknown[]> => {
    await migrate(database.connection.connectionString ?? '', [readModelMigrations(database.schema)]);
    return (
      await database.pool.query<{ name: string }>('select name, timestamp from read_model.migration order by name')
    ).rows;
  };

  it('keep their names, so that a database of before runs none of them again', async () => {
    const names = Object.keys(readModelMigrations('read_model').migrations);
    assert.deepEqual(names.toSorted(), [
      '0001_read_models',
      '0002_cart_variants',
      '0003_shipment_tracking',
      '0003_subscriptions',
      '0004_credit_accounts',
      '0005_tax_documents',
      '0006_journal',
      '0007_sales_quotes',
      '0008_till_shifts',
      '0009_pos_transactions',
      '0010_promotions',
    ]);
    assert.deepEqual(await run(), await run());
  });

  it('leave documents uncompressed that are rewritten far more often than read', async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select attrelid::regclass::text as table from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'read_model'::regnamespace and attname = 'document' and attstorage = 'e' order by 1`,
    );
    const tables = ['carts', 'orders', 'pos_transactions', 'returns', 'sales_quotes', 'subscriptions', 'till_shifts'];
    assert.deepEqual(
      rows.map(({ table }) => table),
      tables.map((table) => `read_model.${table}`),
    );
  });
});
