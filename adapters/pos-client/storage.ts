/** A value: anything but nothing that survives being written as JSON. */
export type Json = object | string | number | boolean;

/** Values by their keys, in the order of the keys. */
export type Found = ReadonlyMap<string, Json>;

/** What becomes of the storage: all of it, or nothing. */
export interface Change<Result> {
  readonly put?: readonly (readonly [key: string, value: Json])[];
  readonly remove?: readonly string[];
  readonly result: Result;
}

/**
 * Where a till keeps what it must not lose. A name is a key, or, if it ends in `/`, stands for all keys that begin with it.
 */
export interface TillStorage {
  read(names: readonly string[]): Promise<Found>;
  /**
   * Decides on what is there, and writes; changes wait for each other, from whichever tab. Once it resolves,
   * what was written survives a crash. An error that `decide` throws changes nothing.
   */
  change<Result>(names: readonly string[], decide: (found: Found) => Change<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What the names stand for among all entries. */
export const pick = (entries: ReadonlyMap<string, Json>, names: readonly string[]): Found => {
  const keys = names.flatMap((name) =>
    name.endsWith('/') ? [...entries.keys()].filter((key) => key.startsWith(name)) : [name],
  );
  return inOrder(
    keys.flatMap((key): (readonly [string, Json])[] => {
      const value = entries.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
};

export const inOrder = (entries: readonly (readonly [string, Json])[]): Found =>
  new Map(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Writes a change into entries that are kept in memory. */
export const apply = (entries: Map<string, Json>, { put = [], remove = [] }: Omit<Change<unknown>, 'result'>): void => {
  for (const key of remove) entries.delete(key);
  for (const [key, value] of put) entries.set(key, value);
};
