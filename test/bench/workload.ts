import type { Pace } from './contest.ts';

export interface BenchSettings {
  readonly pace: Pace;
  readonly quick: boolean;
  /** Seeds every random choice of the run. */
  readonly seed: number;
}

/** A line of the table. */
export interface Measurement {
  readonly workload: string;
  /** Things a second. */
  readonly ours: number;
  readonly floor: number;
  /** What `ours / floor` should be at least. */
  readonly goal: number;
}

export interface Workload {
  /** What `--only` names: `w1`. */
  readonly name: string;
  /**
   * Measures, in databases of its own.
   * @throws if what was stored or delivered is not exactly what was done
   */
  measure(settings: BenchSettings): Promise<readonly Measurement[]>;
}
