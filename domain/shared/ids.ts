/** A set of ids that is added to without changing what was there, cheap at thousands. Equal sets are equal data. */
export type IdSet = readonly (readonly string[])[];

/** Few enough to copy at every addition, many enough that each stays short. */
const buckets = 256;

export const noIds: IdSet = Array.from({ length: buckets }, () => []);

export const hasId = (set: IdSet, id: string): boolean => set[bucketOf(id)]?.includes(id) ?? false;

/** The set with `id` in it: itself, if it is. */
export const withId = (set: IdSet, id: string): IdSet =>
  hasId(set, id) ? set : set.with(bucketOf(id), [...(set[bucketOf(id)] ?? []), id].sort());

const bucketOf = (id: string): number => hashOf(id) % buckets;

/** 32 bits by FNV-1a, whose last byte spreads well even over ids that differ in one digit. */
export const hashOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

type Entry<Value> = readonly [id: string, value: Value];

/**
 * Values by id, changed without changing what was there, cheap at a hundred thousand: a tree that grows by the bits of the ids'
 * hashes, of which a change copies the way from the root to one leaf.
 */
export type IdMap<Value> =
  { readonly entries: readonly Entry<Value>[] } | { readonly branches: readonly IdMap<Value>[] };

export const noValues: IdMap<never> = { entries: [] };

const bitsALevel = 5;
const branchesANode = 2 ** bitsALevel;
const hashBits = 32;

/** Few enough to look through; more than that become branches. */
const entriesALeaf = 16;

export const valueOf = <Value>(map: IdMap<Value>, id: string): Value | undefined => {
  let node = map;
  for (let hash = hashOf(id); 'branches' in node; hash >>>= bitsALevel) node = branchAt(node.branches, hash);
  return node.entries.find(([key]) => key === id)?.[1];
};

/** The map with this value for `id`, in place of the one that it has. */
export const withValue = <Value>(map: IdMap<Value>, id: string, value: Value): IdMap<Value> =>
  changed(map, id, [[id, value]], 0);

/** The map without `id`. */
export const withoutId = <Value>(map: IdMap<Value>, id: string): IdMap<Value> => changed(map, id, [], 0);

/** What is there of `id` becomes `entry`: one, or none. `depth`: bits of the hash that led here. */
const changed = <Value>(
  node: IdMap<Value>,
  id: string,
  entry: readonly Entry<Value>[],
  depth: number,
): IdMap<Value> => {
  if ('branches' in node) {
    const slot = slotOf(hashOf(id) >>> depth);
    const branch = changed(branchAt(node.branches, slot), id, entry, depth + bitsALevel);
    return { branches: node.branches.with(slot, branch) };
  }
  const entries = [...node.entries.filter(([key]) => key !== id), ...entry];
  return entries.length > entriesALeaf && depth < hashBits ? branching(entries, depth) : { entries };
};

const branching = <Value>(entries: readonly Entry<Value>[], depth: number): IdMap<Value> => ({
  branches: Array.from({ length: branchesANode }, (_, slot) => ({
    entries: entries.filter(([id]) => slotOf(hashOf(id) >>> depth) === slot),
  })),
});

const slotOf = (hash: number): number => hash % branchesANode;

const branchAt = <Value>(branches: readonly IdMap<Value>[], hash: number): IdMap<Value> =>
  branches[slotOf(hash)] ?? noValues;
