import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fullPace, quickPace } from './contest.ts';
import { tableHead, tableLine } from './table.ts';
import { workloads } from './workloads.ts';

/** `npm run bench -- [--quick] [--only w1,w4a] [--seed 7]`: fails if a count is wrong, not if a goal is missed. */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const only = values.only?.split(',');
const settings = { pace: values.quick ? quickPace : fullPace, quick: values.quick, seed };

console.log(`seed ${seed}, ${cpus().length} cores, Node ${process.version}, ${values.quick ? 'quick' : 'full'}`);
console.log(tableHead());
for (const workload of workloads) {
  if (only !== undefined && !only.includes(workload.name)) continue;
  for (const measurement of await workload.measure(settings)) console.log(tableLine(measurement));
}
