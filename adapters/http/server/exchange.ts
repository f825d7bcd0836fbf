import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Observe } from './metrics.ts';
import { toProblem } from './problem.ts';
import { correlationIdOf, requestIdOf } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { problemAnswer, type SentAnswer } from './sent-answer.ts';
import { firstServerError } from './status-codes.ts';

/** One request on its way to its answer. */
export interface Exchange {
  readonly correlationId: string;
  /** What every answer carries. */
  readonly headers: Readonly<Record<string, string>>;
  /** Answers, measures and logs. */
  send(answer: SentAnswer): void;
  /** Answers with whatever was thrown. Does nothing but log if an answer was begun already. */
  fail(error: unknown): void;
  /** Measures and logs an answer that was written elsewhere. */
  end(): void;
}

export interface ExchangeDependencies {
  readonly newId: () => string;
  readonly logger: Logger;
  readonly observe: Observe;
  /** Aborted once the server closes: connections end with their answer. */
  readonly closing: AbortSignal;
}

const json = 'application/json; charset=utf-8';

/** Begins an exchange. `route` is the template that measures and logs go by. */
export type BeginExchange = (request: IncomingMessage, response: ServerResponse, route: string) => Exchange;

export const exchanges = ({ newId, logger, observe, closing }: ExchangeDependencies): BeginExchange => {
  const security = securityHeaders();
  return (request, response, route) => {
    const started = performance.now();
    const requestId = requestIdOf(request, newId);
    const correlationId = correlationIdOf(request, requestId);
    const common = { ...security, 'X-Request-Id': requestId, 'X-Correlation-Id': correlationId };

    const end = (): void => {
      const seconds = (performance.now() - started) / 1000;
      observe(request.method ?? '', route, response.statusCode, seconds);
      logger.debug({ requestId, correlationId, method: request.method, route, status: response.statusCode, seconds });
    };

    const send = ({ status, body, headers, contentType = json }: SentAnswer): void => {
      response.writeHead(status, {
        ...common,
        ...headers,
        ...(closing.aborted && { Connection: 'close' }),
        'Cache-Control': 'no-store',
        'Content-Type': contentType,
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(body);
      end();
    };

    const fail = (error: unknown): void => {
      const problem = toProblem(error, requestId);
      if (problem.status >= firstServerError) {
        logger.error({ requestId, correlationId, method: request.method, route, code: problem.code, err: error });
      }
      if (!response.headersSent) send(problemAnswer(problem));
      else response.destroy();
    };

    return { correlationId, headers: common, send, fail, end };
  };
};
