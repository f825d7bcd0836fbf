/** Numbers from 0 to 1 that the seed determines (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/**
 * The seed of this run: `SEED` if set, else always the same, so that a run tells of the code alone. Put it into every message
 * of a test that uses it.
 */
export const runSeed = Number(process.env.SEED ?? 20_261_123);
