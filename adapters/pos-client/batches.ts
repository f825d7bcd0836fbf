import type { Pending } from './outbox.ts';

const maximumRecords = 200;
/** Half of what the engine takes by default. */
const maximumBytes = 128 * 1024;

/** Records in batches that the engine takes; one that is too large for any is a batch of its own. */
export const batchesOf = (records: readonly Pending[]): readonly (readonly Pending[])[] => {
  const batches: Pending[][] = [];
  let room = 0;
  for (const one of records) {
    const bytes = new TextEncoder().encode(JSON.stringify(one.record)).length + 1;
    const last = batches.at(-1);
    if (last === undefined || bytes > room || last.length === maximumRecords) {
      batches.push([one]);
      room = maximumBytes - bytes;
    } else {
      last.push(one);
      room -= bytes;
    }
  }
  return batches;
};
