import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { asyncApi } from '../../../application/publishing/async-api.ts';
import { allRoutes } from '../api/all.ts';
import type { HttpDependencies } from './dependencies.ts';
import { dispatcher } from './dispatch.ts';
import { docs } from './docs.ts';
import { exchanges, requestMetrics, type BeginExchange } from './exchange.ts';
import { openApi } from './openapi.ts';
import { problem } from './problem.ts';
import type { Route } from './route.ts';
import { security } from './security-headers.ts';
import { noContent } from './status-codes.ts';

/** Makes an OpenAPI path as Express writes it. */
const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const allowOf = (methods: readonly Route['method'][]): string =>
  [...methods, ...(methods.includes('get') ? ['head'] : []), 'options']
    .map((method) => method.toUpperCase())
    .join(', ');

/** Answers the methods of a path that no route has. */
const otherMethods =
  (begin: BeginExchange, path: string, methods: readonly Route['method'][]): RequestHandler =>
  (request, response) => {
    const allow = allowOf(methods);
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', allow);
      response.status(noContent).end();
      return;
    }
    const refusal = problem('method_not_allowed', `use one of ${allow} here`, { allow }, { Allow: allow });
    begin(request, response, path).fail(refusal);
  };

const methodsByPath = (routes: readonly Route[]): Map<string, Route['method'][]> => {
  const methods = new Map<string, Route['method'][]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
};

const unmatched = 'unmatched';

/** Makes the whole HTTP interface. `closing` ends streams, and connections after their next answer. */
export const createApp = (deps: HttpDependencies, closing: AbortSignal): Express => {
  const { newId, translateError, logger, metrics } = deps;
  const begin = exchanges({ newId, translateError, logger, observe: requestMetrics(metrics), closing });
  const routes = allRoutes(deps);
  const handlerOf = dispatcher(deps, begin, closing);

  const notFound: RequestHandler = (request, response) => {
    begin(request, response, unmatched).fail(
      problem('route_not_found', 'there is nothing at this address: see /docs for what there is'),
    );
  };
  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) next(error);
    else begin(request, response, unmatched).fail(error);
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  for (const route of routes) app[route.method](expressPath(route.path), handlerOf(route));
  for (const [path, methods] of methodsByPath(routes)) app.all(expressPath(path), otherMethods(begin, path, methods));
  app.use(security, docs(openApi(routes), asyncApi()));
  app.use(notFound);
  app.use(failed);
  return app;
};
