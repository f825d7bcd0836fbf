import type { Workload } from './workload.ts';
import { w1 } from './workloads/w1-append.ts';
import { w2 } from './workloads/w2-command.ts';
import { w3 } from './workloads/w3-load.ts';
import { w4a } from './workloads/w4a-replay.ts';

/** Every workload, in the order of the table. */
export const workloads: readonly Workload[] = [w1, w2, w3, w4a];
