/** How long to wait after failures, in milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** The wait after so many failures in a row, from 1 on: doubles with each, up to the longest. */
export const backoffMs = ({ firstMs, longestMs }: Backoff, failures: number): number =>
  Math.min(firstMs * 2 ** (failures - 1), longestMs);
