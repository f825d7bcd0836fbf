import { EventStoreUnavailableError } from '../ports/event-store.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** Node's and PostgreSQL's codes (classes 08, 53, 57) of a database that is away, full or shutting down. */
const databaseAway = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND|08\w{3}|53\w{3}|57P\w{2}|57014)$/;

/** Who does not answer, in snake case, if that is what an error is about; then the same request may be sent again. */
export const unavailabilityOf = (error: unknown): string | undefined => {
  if (error instanceof ServiceUnavailableError) return error.service.toLowerCase().replaceAll(/\W+/g, '_');
  if (error instanceof EventStoreUnavailableError) return 'event_store';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && databaseAway.test(code) ? 'database' : undefined;
};
