import type { Json } from './storage.ts';

// What is used of IndexedDB: the engine is compiled without the browser's own types.

interface IdbRequest<Result> {
  readonly result: Result;
  readonly error: Error | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

export interface IdbStore {
  get(key: string): IdbRequest<Json | undefined>;
  getAll(range: unknown): IdbRequest<readonly Json[]>;
  getAllKeys(range: unknown): IdbRequest<readonly string[]>;
  put(value: Json, key: string): IdbRequest<unknown>;
  delete(key: string): IdbRequest<unknown>;
}

export interface IdbTransaction {
  readonly error: Error | null;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  objectStore(name: string): IdbStore;
  abort(): void;
}

export interface IdbDatabase {
  onversionchange: (() => void) | null;
  createObjectStore(name: string): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite', options: { durability: 'strict' }): IdbTransaction;
  close(): void;
}

export interface IdbOpening extends IdbRequest<IdbDatabase> {
  onupgradeneeded: (() => void) | null;
}

/** The page's, or the worker's. */
export interface WithIndexedDb {
  readonly indexedDB: { open(name: string, version: number): IdbOpening };
  readonly IDBKeyRange: { bound(lower: string, upper: string, lowerOpen: boolean, upperOpen: boolean): unknown };
}

export type { IdbRequest };
