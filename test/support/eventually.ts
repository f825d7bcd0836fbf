import { setTimeout } from 'node:timers/promises';

/** Waits until it holds, looking again every few milliseconds; the test's own time limit ends it. */
export const eventually = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await holds())) await setTimeout(5);
};
