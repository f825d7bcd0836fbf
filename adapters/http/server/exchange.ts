import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { Histogram, type Registry } from 'prom-client';
import { toProblem } from './problem.ts';
import { correlationIdOf, requestIdOf } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { problemAnswer, type SentAnswer } from './sent-answer.ts';
import { firstServerError } from './status-codes.ts';

/** Takes one request's outcome: `seconds` from its arrival to its answer. */
export type Observe = (method: string, route: string, status: number, seconds: number) => void;

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures requests by route template, never by path: the number of series stays that of the routes. */
export const requestMetrics = (registry: Registry): Observe => {
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  });
  return (method, route, status, seconds) => {
    histogram.observe({ method, route, status }, seconds);
  };
};

/** Describes one request on its way to its answer. */
export interface Exchange {
  readonly correlationId: string;
  /** Is what every answer carries. */
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
  readonly translateError: (error: unknown) => unknown;
  readonly logger: Logger;
  readonly observe: Observe;
  /** Aborted once the server closes: connections end with their answer. */
  readonly closing: AbortSignal;
}

const json = 'application/json; charset=utf-8';

/** Begins an exchange. `route` is the template that measures and logs go by. */
export type BeginExchange = (request: IncomingMessage, response: ServerResponse, route: string) => Exchange;

export const exchanges = ({ newId, translateError, logger, observe, closing }: ExchangeDependencies): BeginExchange => {
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
      const problem = toProblem(translateError(error), requestId);
      if (problem.status >= firstServerError) {
        logger.error({ requestId, correlationId, method: request.method, route, code: problem.code, err: error });
      }
      if (!response.headersSent) send(problemAnswer(problem));
      else response.destroy();
    };

    return { correlationId, headers: common, send, fail, end };
  };
};
