import type { Running } from './run-main.ts';

/** Several as one: it fails with the first that fails, and stopping it stops all at once. */
export const runAll = (parts: readonly Running[]): Running => {
  const failures = parts.flatMap(({ failed }) => (failed === undefined ? [] : [failed]));
  return {
    ...(failures.length > 0 && { failed: Promise.race(failures) }),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
};
