import type { Logger } from 'pino';
import { ConfigError, readConfig, unusedVariables, type Config } from '../config/config.ts';
import { createLogger } from '../compose/logger.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Finishes what is in hand and lets go of everything. */
  stop(): Promise<void>;
  /** Settles when it ended by itself: with the fault that it cannot go on from. */
  readonly failed?: Promise<unknown>;
}

/** After this long a process that was asked to stop is stopped. */
const stopLimitMs = 10_000;

/**
 * The life of a process: configuration, start, signals, end. Exits 0 when it was asked to stop and did, 1 when it failed,
 * 2 when the configuration is not valid.
 */
export const runMain = async (
  role: string,
  start: (config: Config, logger: Logger) => Promise<Running>,
): Promise<void> => {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
    return;
  }
  const logger = createLogger(config.LOG_LEVEL, role);
  for (const name of unusedVariables(config)) logger.warn(`${name} is set and has no effect: nothing here needs it`);
  const asked = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(undefined);
      });
    }
  });
  try {
    const running = await start(config, logger);
    const fault = await Promise.race([asked, running.failed ?? asked]);
    if (fault !== undefined) logger.fatal({ err: fault }, 'cannot go on');
    setTimeout(() => {
      logger.error(`did not stop within ${stopLimitMs} ms`);
      process.exit(1);
    }, stopLimitMs).unref();
    await running.stop();
    process.exitCode = fault === undefined ? 0 : 1;
  } catch (error) {
    logger.fatal({ err: error }, `${role} could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
};
