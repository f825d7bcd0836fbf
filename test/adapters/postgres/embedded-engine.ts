import { startEmbeddedPostgres } from '../../../adapters/postgres/embedded.ts';

/** An engine that has nothing but its database: tells its parent the connection string, and exits, unclean, when told to. */
const [, , dataDir = ''] = process.argv;
const { connectionString } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
process.on('message', () => process.exit());
process.send?.(connectionString);
