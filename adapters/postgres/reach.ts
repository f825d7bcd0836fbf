import pg from 'pg';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';

/** SQLSTATEs of a server that cannot serve now: connection, resources, shutdown or timeout, system, read-only. */
const unavailable = /^(?:08|53|57|58|25006)/;

/**
 * Calls the server.
 * @throws ServiceUnavailableError if it cannot be reached or cannot serve now; else the DatabaseError that it answered
 */
export const reach = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && !unavailable.test(cause.code ?? '')) throw cause;
    throw new ServiceUnavailableError('PostgreSQL', { cause });
  }
};
