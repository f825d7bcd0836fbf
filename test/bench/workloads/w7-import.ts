import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { runImport } from '../../../adapters/cli/import/run-import.ts';
import { openComposition, type Composition } from '../../../adapters/main/compose/composition.ts';
import { systemClock } from '../../../adapters/main/compose/system.ts';
import { readConfig } from '../../../adapters/main/config/config.ts';
import { startProjector } from '../../../adapters/main/roles/start-projector.ts';
import { eventually } from '../../support/eventually.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { contest, type Contender } from '../contest.ts';
import { createFloorTables } from '../floor.ts';
import { seedFloorStreams } from '../seeded-streams.ts';
import type { BenchSettings, Measurement, Workload } from '../workload.ts';
import { floorCommands } from './w2-command.ts';

const month = new URL('../../support/data/online-retail-2010-12.csv.gz', import.meta.url);

/** Lines of one import: small enough for several of them in a run. */
const lines = 6_000;

const silent = { start: () => undefined, advance: () => undefined };

/** The first lines of the month, imported again and again, each time into an organisation of its own. */
const imports = (
  parts: Composition,
  file: string,
  follows: () => Promise<boolean>,
): Contender & { commands(): number } => {
  let organizations = 0;
  let commands = 0;
  return {
    concurrency: 1,
    commands: () => commands,
    operation: async () => {
      const organizationId = `bench-${++organizations}`;
      await runImport(parts.engine, { organizationId, clock: systemClock }, file, silent);
      await eventually(follows);
      const done = await commandsOf(parts, organizationId);
      commands += done;
      return done;
    },
  };
};

/** Every command that wrote something left its id on its events. */
const commandsOf = async ({ database }: Composition, organizationId: string): Promise<number> => {
  const { rows } = await database.pool.query<{ n: string }>(
    `select count(distinct metadata->>'command_id') as n from event_store.events
     where metadata->>'organization_id' = $1`,
    [organizationId],
  );
  return Number(rows[0]?.n);
};

const measure = async ({ pace, quick }: BenchSettings): Promise<Measurement> => {
  const database = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'comanda-bench-'));
  const parts = await openComposition(
    readConfig({ DATABASE_URL: database.url }),
    pino({ level: 'silent' }),
    'bench',
    'share',
  );
  const projecting = startProjector(parts);
  try {
    const file = join(folder, 'lines.csv');
    const text = gunzipSync(await readFile(month))
      .toString()
      .split('\r\n');
    await writeFile(file, text.slice(0, lines + 1).join('\r\n'));
    await createFloorTables(parts.database.pool);
    const streams = await seedFloorStreams(parts.database.pool, quick ? 4_000 : 20_000);
    const ours = imports(parts, file, async () => (await projecting.projector.lag()).positions === 0);
    const { rates, done } = await contest(
      { ...pace, rounds: Math.ceil(pace.rounds / 2) },
      ours,
      floorCommands(parts.database.pool, streams),
    );
    assert.equal(done.ours, ours.commands());
    return { workload: 'W7 import of real invoices, commands', ...rates, goal: 4.8 };
  } finally {
    await projecting.stop();
    await parts.closing.close();
    await rm(folder, { recursive: true });
    await database.drop();
  }
};

/** The import of real invoices, read models included, against bare load-and-append transactions. */
export const w7: Workload = { name: 'w7', measure: async (settings) => [await measure(settings)] };
