/** One way to do a workload's work. */
export interface Contender {
  /** How many operations it has going at a time. */
  readonly concurrency: number;
  /** Does one operation; answers how many of the things that are counted that was. */
  readonly operation: () => Promise<number>;
}

export interface Pace {
  readonly rounds: number;
  readonly sliceMs: number;
}

export const quickPace: Pace = { rounds: 7, sliceMs: 300 };
export const fullPace: Pace = { rounds: 21, sliceMs: 1000 };

export interface Rates {
  /** Median of the rounds, things a second. */
  readonly ours: number;
  readonly floor: number;
}

/** How much each contender did in all, for the counts to be checked against. */
export interface Contest {
  readonly rates: Rates;
  readonly done: { readonly ours: number; readonly floor: number };
}

/**
 * Lets two contenders take turns in short slices, so that whatever else the machine does meets both. The first round
 * warms up and is not measured.
 */
export const contest = async (pace: Pace, ours: Contender, floor: Contender): Promise<Contest> => {
  const rates: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
  const done = { ours: 0, floor: 0 };
  for (let round = 0; round <= pace.rounds; round += 1) {
    for (const [name, contender] of [['floor', floor] as const, ['ours', ours] as const]) {
      const slice = await runSlice(contender, pace.sliceMs);
      done[name] += slice.count;
      if (round > 0) rates[name].push((slice.count * 1000) / slice.elapsedMs);
    }
  }
  return { rates: { ours: median(rates.ours), floor: median(rates.floor) }, done };
};

/** Closed loops: each starts its next operation when the last one is answered. */
const runSlice = async (
  { concurrency, operation }: Contender,
  sliceMs: number,
): Promise<{ readonly count: number; readonly elapsedMs: number }> => {
  const start = performance.now();
  let count = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - start < sliceMs) {
      // Not in one expression with the await: the loops would overwrite each other's counts.
      const did = await operation();
      count += did;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  return { count, elapsedMs: performance.now() - start };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
