import { setTimeout } from 'node:timers/promises';

/**
 * Waits until it holds, looking again every few milliseconds.
 * @throws Error after `withinMs`: a test that has failed must not go on looking
 */
export const eventually = async (holds: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it did not come true within ${withinMs} ms`);
    await setTimeout(5);
  }
};
