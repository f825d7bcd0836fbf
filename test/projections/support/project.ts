import type { Applied, ProjectorOptions } from '../../../projections/runner/options.ts';
import { startProjector, type Projector } from '../../../projections/runner/projector.ts';
import { projections, type TestReadModel } from './database.ts';

/** A projector over test read models that retries and takes over at once. */
export const start = (
  { connection, schema }: TestReadModel,
  source: ProjectorOptions['source'],
  changes: Partial<ProjectorOptions> = {},
): Projector =>
  startProjector({ name: 'all', connection, schema, source, projections, takeoverMs: 5, retryMs: 5, ...changes });

/** Projects everything that is in the log now, then stops. @throws the fault that stopped it before */
export const project = async (
  database: TestReadModel,
  source: ProjectorOptions['source'],
  changes: Partial<ProjectorOptions> = {},
): Promise<void> => {
  const head = await source.head();
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((settle) => (resolve = settle));
  const onApplied = ({ position }: Applied): void => {
    if (position >= head) resolve();
  };
  const projector = start(database, source, { ...changes, onApplied });
  const fault = await Promise.race([done, projector.ended]);
  await projector.stop();
  if (fault !== undefined) throw fault;
};
