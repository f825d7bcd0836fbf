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
