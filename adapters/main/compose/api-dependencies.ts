import { v7 } from 'uuid';
import { withDatabaseNamed } from '../../postgres/reach.ts';
import { createHistory } from '../../../application/history/history.ts';
import { readSide } from '../../../projections/read-models.ts';
import { VersionWaiter } from '../../../projections/versions/waiter.ts';
import { developmentAuthenticator } from '../../auth/development.ts';
import type { Composition } from './composition.ts';
import { systemClock } from './system.ts';

/** What both interfaces, HTTP and gRPC, stand on. */
export const openApiDependencies = ({ database, store, readModel, engine, logger }: Composition) => {
  const versions = new VersionWaiter(readModel, { connectionString: database.url });
  const history = createHistory(store);
  return {
    versions,
    dependencies: {
      engine,
      history,
      readSide: {
        ...readSide(readModel),
        waitForVersion: versions.waitForVersion.bind(versions),
      },
      authenticator: developmentAuthenticator,
      newId: v7,
      translateError: withDatabaseNamed,
      clock: systemClock,
      logger,
    },
  };
};
