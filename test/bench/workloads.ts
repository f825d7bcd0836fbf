import type { Workload } from './workload.ts';
import { w1 } from './workloads/w1-append.ts';
import { w10 } from './workloads/w10-eventstoredb.ts';
import { w2 } from './workloads/w2-command.ts';
import { w3 } from './workloads/w3-load.ts';
import { w4a } from './workloads/w4a-replay.ts';
import { w4b } from './workloads/w4b-projection.ts';
import { w7 } from './workloads/w7-import.ts';

/** Every workload, in the order of the table. */
export const workloads: readonly Workload[] = [w1, w2, w3, w4a, w4b, w7, w10];
