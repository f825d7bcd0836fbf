import type { Parts } from './parts.ts';
import { startApi, type RunningApi } from './start-api.ts';
import { startInventory } from './start-inventory.ts';
import { startProcesses } from './start-processes.ts';
import { startProjector } from './start-projector.ts';

/** Every role in one process. The API stops first, so that what it accepted is still worked off. */
export const startAll = async (parts: Parts): Promise<RunningApi> => {
  const api = await startApi(parts);
  const background = [
    startProjector(parts, (applied) => {
      api.versions.applied(applied);
    }),
    startProcesses(parts),
    startInventory(parts),
  ];
  return {
    ...api,
    failed: Promise.race(background.flatMap(({ failed }) => (failed === undefined ? [] : [failed]))),
    async stop() {
      await api.stop();
      await Promise.all(background.map((running) => running.stop()));
    },
  };
};
