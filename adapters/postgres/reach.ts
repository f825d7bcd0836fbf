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

/** Node's and PostgreSQL's codes (classes 08, 53, 57) of a database that is away, full or shutting down. */
const away = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND|08\w{3}|53\w{3}|57P\w{2}|57014)$/;

/**
 * Names the database as what does not answer, if the code of an error that a query let through says so: for the edge, where errors
 * become answers.
 * @returns ServiceUnavailableError, or the error as it was
 */
export const withDatabaseNamed = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || !away.test(code)) return error;
  return new ServiceUnavailableError('database', { cause: error });
};
