import { setTimeout } from 'node:timers/promises';

/** Waits for a condition that other parts of the test bring about; the test's own time limit ends a wait in vain. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await setTimeout(2);
};
