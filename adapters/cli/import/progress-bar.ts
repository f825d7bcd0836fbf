import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from './run-import.ts';

/** A bar on a terminal; nothing where the output goes elsewhere. */
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
