import type { Logger } from 'pino';
import { openComposition, type Composition } from '../compose/composition.ts';
import { createLogger } from '../compose/system.ts';
import { ConfigError, readConfig, unusedVariables, type Config } from '../config/config.ts';

/** Runs until it is stopped. */
export interface Running {
  /** Finishes what is in hand and lets go of everything. */
  stop(): Promise<void>;
  /** Settles when it ended by itself: with the fault that it cannot go on from. */
  readonly failed?: Promise<unknown>;
}

/** Limits how long a process that was asked to stop takes. */
const stopLimitMs = 10_000;

/**
 * Leads a process through its life: configuration, start, signals, end. Exits 0 when it was asked to stop and did, 1 when it failed,
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

/** Runs a process that has one role, or all of them, on parts of its own. */
export const runRole = (role: string, start: (parts: Composition) => Promise<Running> | Running): Promise<void> =>
  runMain(role, async (config, logger) => {
    // Roles in processes of their own meet in one database: they share the embedded server if there is no other.
    const parts = await openComposition(config, logger, role, role === 'all-in-one' ? 'own' : 'share');
    try {
      const running = await start(parts);
      return {
        ...running,
        async stop() {
          await running.stop();
          await parts.closing.close();
        },
      };
    } catch (error) {
      await parts.closing.close();
      throw error;
    }
  });

/** Makes several one: it fails with the first that fails, and stopping it stops all at once. */
export const runAll = (parts: readonly Running[]): Running => {
  const failures = parts.flatMap(({ failed }) => (failed === undefined ? [] : [failed]));
  return {
    ...(failures.length > 0 && { failed: Promise.race(failures) }),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
};
