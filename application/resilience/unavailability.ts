import { EventStoreUnavailableError } from '../ports/event-store.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** Whether a service, or the event store, does not answer: not the task's fault, and no reason to give it up. */
export const isUnavailability = (error: unknown): boolean =>
  error instanceof ServiceUnavailableError || error instanceof EventStoreUnavailableError;

/** Node's and PostgreSQL's codes (classes 08, 53, 57) of a database that is away, full or shutting down. */
const databaseAway = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND|08\w{3}|53\w{3}|57P\w{2}|57014)$/;

/** Names what does not answer, in snake case, if an error says so; then the same request may be sent again. */
export const unavailabilityOf = (error: unknown): string | undefined => {
  if (error instanceof ServiceUnavailableError) return error.service.toLowerCase().replaceAll(/\W+/g, '_');
  if (error instanceof EventStoreUnavailableError) return 'event_store';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && databaseAway.test(code) ? 'database' : undefined;
};
