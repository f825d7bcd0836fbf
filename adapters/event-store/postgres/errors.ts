import pg from 'pg';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';

/**
 * SQLSTATE classes and codes of a server that cannot serve now: connection exceptions, out of resources, shutting
 * down or starting, cancelled by timeout, read-only after a failover.
 */
const unavailable = /^(?:08|53|57|58|25006)/;

/**
 * Calls the server. @throws EventStoreUnavailableError if it cannot be reached or cannot serve now; any other answer of
 * the server's as the DatabaseError that it is.
 */
export const reach = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && !unavailable.test(cause.code ?? '')) throw cause;
    throw new EventStoreUnavailableError('PostgreSQL, which keeps the events, does not answer', { cause });
  }
};
