import { PublicationLog } from '../../../application/publishing/publication-log.ts';
import type { Composition } from '../compose/composition.ts';
import { runAll, type Running } from './run.ts';
import { startApi, type RunningApi } from './start-api.ts';
import { startConsumer } from './start-consumer.ts';
import { startInventory, startProcesses } from './start-processes.ts';
import { startProjector } from './start-projector.ts';
import { startPublicationLog, startPublisher } from './start-publisher.ts';

/** Takes every role in one process. The API stops first, so that what it accepted is still worked off. */
export const startAll = async (parts: Composition): Promise<RunningApi> => {
  const publications = parts.config.RABBITMQ_URL === undefined ? new PublicationLog() : undefined;
  const api = await startApi(parts, publications);
  const background = runAll([
    startProjector(parts, (applied) => {
      api.versions.applied(applied);
    }),
    startProcesses(parts),
    startInventory(parts),
    ...messaging(parts, publications),
  ]);
  return {
    ...api,
    ...background,
    async stop() {
      await api.stop();
      await background.stop();
    },
  };
};

const messaging = (parts: Composition, publications: PublicationLog | undefined): readonly Running[] =>
  publications === undefined
    ? [startPublisher(parts), startConsumer(parts)]
    : [startPublicationLog(parts, publications)];
