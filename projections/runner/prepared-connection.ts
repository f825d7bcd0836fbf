import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

/**
 * A connection that prepares each statement the first time: for a program that says the same few things over and over.
 * Statements are sent in the order in which they are given, without waiting for the answers to those before.
 */
export class PreparedConnection implements DatabaseConnection {
  readonly #client: pg.Client;
  readonly #names = new Map<string, string>();

  /** @param client connected, made with `pipeline: true`; stays its owner's to end */
  constructor(client: pg.Client) {
    this.#client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.#names.get(sql) ?? `statement_${this.#names.size}`;
    this.#names.set(sql, name);
    const { rows } = await this.#client.query<Row & pg.QueryResultRow>({ name, text: sql, values: [...parameters] });
    return { rows };
  }

  /** Executes all statements or none, in one round trip. @throws the error of the first that fails */
  async transact(statements: readonly CompiledQuery[]): Promise<void> {
    const transaction = [CompiledQuery.raw('begin'), ...statements, CompiledQuery.raw('commit')];
    await Promise.all(transaction.map((statement) => this.executeQuery(statement)));
  }

  streamQuery(): never {
    throw new Error('a prepared connection reads whole results');
  }
}

/** For queries over the connection; transactions are {@link PreparedConnection.transact}'s. */
export const dialectOver = (connection: PreparedConnection): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new OneConnection(connection),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

class OneConnection implements Driver {
  readonly #connection: PreparedConnection;

  constructor(connection: PreparedConnection) {
    this.#connection = connection;
  }

  init = (): Promise<void> => Promise.resolve();
  acquireConnection = (): Promise<DatabaseConnection> => Promise.resolve(this.#connection);
  beginTransaction = (): Promise<void> => Promise.reject(new Error('use transact'));
  commitTransaction = (): Promise<void> => Promise.reject(new Error('use transact'));
  rollbackTransaction = (): Promise<void> => Promise.reject(new Error('use transact'));
  releaseConnection = (): Promise<void> => Promise.resolve();
  destroy = (): Promise<void> => Promise.resolve();
}
