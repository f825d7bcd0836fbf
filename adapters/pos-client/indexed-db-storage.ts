import type { IdbDatabase, IdbRequest, IdbStore, IdbTransaction, WithIndexedDb } from './indexed-db-types.ts';
import { inOrder, type Change, type Found, type Json, type TillStorage } from './storage.ts';

const entries = 'entries';

/** The storage of a till in a browser. Tabs that open the same name share it. */
export class IndexedDbStorage implements TillStorage {
  readonly #browser: WithIndexedDb;
  readonly #database: IdbDatabase;

  private constructor(browser: WithIndexedDb, database: IdbDatabase) {
    this.#browser = browser;
    this.#database = database;
  }

  static async open(
    name: string,
    browser: Partial<WithIndexedDb> = globalThis as Partial<WithIndexedDb>,
  ): Promise<IndexedDbStorage> {
    const { indexedDB, IDBKeyRange } = browser;
    if (indexedDB === undefined || IDBKeyRange === undefined) throw new TypeError('there is no IndexedDB here');
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(entries);
    };
    const database = await done(opening);
    // Close at once, so that deleting the database, or making a newer one, does not wait for this tab.
    database.onversionchange = () => {
      database.close();
    };
    return new IndexedDbStorage({ indexedDB, IDBKeyRange }, database);
  }

  read(names: readonly string[]): Promise<Found> {
    const transaction = this.#database.transaction(entries, 'readonly', { durability: 'strict' });
    return this.#find(transaction.objectStore(entries), names);
  }

  async change<Result>(names: readonly string[], decide: (found: Found) => Change<Result>): Promise<Result> {
    const transaction = this.#database.transaction(entries, 'readwrite', { durability: 'strict' });
    const committed = completion(transaction);
    try {
      const store = transaction.objectStore(entries);
      const { put = [], remove = [], result } = decide(await this.#find(store, names));
      for (const key of remove) store.delete(key);
      for (const [key, value] of put) store.put(value, key);
      await committed;
      return result;
    } catch (error) {
      abort(transaction);
      await committed.catch(() => undefined);
      throw error;
    }
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  /** Asks for everything at once: a transaction ends when nothing is asked of it. */
  async #find(store: IdbStore, names: readonly string[]): Promise<Found> {
    const found = await Promise.all(names.map((name) => this.#findOne(store, name)));
    return inOrder(found.flat());
  }

  async #findOne(store: IdbStore, name: string): Promise<readonly (readonly [string, Json])[]> {
    if (!name.endsWith('/')) {
      const value = await done(store.get(name));
      return value === undefined ? [] : [[name, value]];
    }
    // '0' is the character after '/': all that begins with the name lies before it.
    const range = this.#browser.IDBKeyRange.bound(name, `${name.slice(0, -1)}0`, false, true);
    const [keys, values] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]);
    return keys.flatMap((key, index) => {
      const value = values[index];
      return value === undefined ? [] : [[key, value] as const];
    });
  }
}

const done = <Result>(request: IdbRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('the browser did not say what went wrong'));
    };
  });

const completion = (transaction: IdbTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('the change was given up'));
    };
  });

/** One that ended by itself cannot be given up any more. */
const abort = (transaction: IdbTransaction): void => {
  try {
    transaction.abort();
  } catch {
    // it has ended
  }
};
