import { writeFile } from 'node:fs/promises';
import { ImportFileError, writeRejects } from '../../cli/import/rows.ts';
import { runImport, type ImportResult } from '../../cli/import/run-import.ts';
import { parseImportArguments, progressBar, usage, type ImportArguments } from '../../cli/import/terminal.ts';
import { openComposition, type Composition } from '../compose/composition.ts';
import { createLogger, systemClock, systemPause } from '../compose/system.ts';
import { ConfigError, readConfig, type Config } from '../config/config.ts';
import { startProjector } from '../roles/start-projector.ts';

/** Says how often a run that is done looks whether the read models have everything. */
const lookEveryMs = 50;

const main = async (options: ImportArguments, config: Config): Promise<void> => {
  const parts = await openComposition(config, createLogger(config.LOG_LEVEL, 'import'), 'import', 'share');
  try {
    const { report, rejects } = await importInto(parts, options);
    const text = `${JSON.stringify(report, undefined, 2)}\n`;
    process.stdout.write(text);
    if (options.report !== undefined) await writeFile(options.report, text);
    if (options.rejects !== undefined) await writeRejects(options.rejects, rejects);
  } finally {
    await parts.closing.close();
  }
};

/** Imports while the projector follows, and waits for it. If an engine runs, its own projector does the work. */
const importInto = async (parts: Composition, { file, organizationId }: ImportArguments): Promise<ImportResult> => {
  const progress = progressBar();
  const projecting = startProjector(parts);
  const { projector } = projecting;
  try {
    const result = await runImport(parts.engine, { organizationId, clock: systemClock }, file, progress);
    while ((await projector.lag()).positions > 0) {
      if (projector.state() === 'failed') throw new Error('the read models cannot follow: see the log');
      await systemPause(lookEveryMs, new AbortController().signal);
    }
    return result;
  } finally {
    progress.stop();
    await projecting.stop();
  }
};

// What was imported stays, and the embedded server goes with the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write('\ninterrupted: run the same command again to go on from here\n');
    process.exit(130);
  });
}

const options = parseImportArguments(process.argv.slice(2));
if ('fault' in options) {
  process.stderr.write(`${options.fault}\n${usage}\n`);
  process.exitCode = 2;
} else {
  try {
    await main(options, readConfig());
  } catch (error) {
    if (!(error instanceof ImportFileError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
