import { openComposition, type Composition } from '../compose/composition.ts';
import { runMain, type Running } from './run-main.ts';

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

/** The one line on stdout that says that the process serves. */
export const announce = (port: number): void => {
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
};
