import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from './run-import.ts';

/** Holds what the command line names. */
export interface ImportArguments {
  readonly file: string;
  /** Names where the report goes, as JSON; it is printed in any case. */
  readonly report: string | undefined;
  /** Names where the rejected lines go, as CSV. */
  readonly rejects: string | undefined;
  /** Names the organisation that the orders belong to. */
  readonly organizationId: string;
}

export const usage =
  'usage: npm run import -- FILE.csv[.gz] [--report FILE.json] [--rejects FILE.csv] [--org ORGANISATION]';

/** Reads the arguments, or says what is wrong with them. */
export const parseImportArguments = (argv: readonly string[]): ImportArguments | { readonly fault: string } => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { report: { type: 'string' }, rejects: { type: 'string' }, org: { type: 'string', default: 'demo' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined) return { fault: 'name the file to import' };
    if (more.length > 0) return { fault: 'name one file only' };
    if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(values.org)) return { fault: `${values.org} is no organisation's id` };
    return { file, report: values.report, rejects: values.rejects, organizationId: values.org };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
};

/** Draws a bar on a terminal; nothing where the output goes elsewhere. */
export const progressBar = (): ImportProgress & { stop(): void } => {
  const bar = new SingleBar(
    {
      format: 'importing {bar} {percentage}% | {value}/{total} lines | {eta_formatted} left',
      stream: process.stderr,
      noTTYOutput: false,
      etaBuffer: 500,
    },
    Presets.shades_classic,
  );
  return {
    start(lines) {
      bar.start(lines, 0);
    },
    advance(lines) {
      bar.increment(lines);
    },
    stop() {
      bar.stop();
    },
  };
};
