import type { Request, RequestHandler, Response } from 'express';
import { may, onlyCustomerOf, type Permission } from '../../../application/access/permissions.ts';
import { commandContext, commandIdOf, requestHashOf } from '../../../application/commands/request.ts';
import type { Identity } from '../../../application/ports/identity.ts';
import { respond } from './answer.ts';
import { alternativeFor, sendContent } from './content.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { BeginExchange, Exchange } from './exchange.ts';
import { IdempotentAnswers } from './idempotent-answers.ts';
import { Problem, problem } from './problem.ts';
import { addressKey, throttle } from './rate-limits.ts';
import { deliveryReader, jsonBodyReader, refusedDelivery } from './request-body.ts';
import { expectedVersionOf, idempotencyKeyOf } from './request-context.ts';
import type { Answer, Caller, Route, StreamRoute, Viewer, WebhookRoute, WriteRoute } from './route.ts';
import { envelope, problemAnswer, type SentAnswer } from './sent-answer.ts';
import { ok } from './status-codes.ts';

const defaultBodyLimitBytes = 256 * 1024;

const viewerOf = (identity: Identity): Viewer => ({
  organizationId: identity.organizationId,
  onlyCustomerId: onlyCustomerOf(identity),
});

/** Gives what a write answers: also its refusals, so that they are kept for a repetition. */
const answerOf = async (
  { status }: WriteRoute,
  work: (caller: Caller) => Promise<Answer>,
  caller: Caller,
): Promise<SentAnswer> => {
  try {
    return envelope(status, await work(caller));
  } catch (error) {
    if (error instanceof Problem) return problemAnswer(error);
    throw error;
  }
};

/** Makes routes into handlers: identity, limits, permission, validation, idempotency, the work, the answer. */
export const dispatcher = (
  deps: HttpDependencies,
  begin: BeginExchange,
  closing: AbortSignal,
): ((route: Route) => RequestHandler) => {
  const { authenticator, options = {} } = deps;
  const { perAddress = 0, perOrganization = 0 } = options.rateLimits ?? {};
  const throttleAddress = throttle(perAddress);
  const throttleOrganization = throttle(perOrganization);
  const bodyLimitBytes = options.bodyLimitBytes ?? defaultBodyLimitBytes;
  const readBody = jsonBodyReader(bodyLimitBytes);
  const readDelivery = deliveryReader(bodyLimitBytes);
  const answers = new IdempotentAnswers(deps.idempotencyKeys);

  const identify = async (request: Request, response: Response, permission: Permission): Promise<Identity> => {
    await throttleAddress?.(request, response, addressKey(request));
    const identity = await authenticator.authenticate(request.headers.authorization);
    if (identity === undefined) {
      throw problem('unauthenticated', 'send a valid token as Authorization: Bearer <token>', undefined, {
        'WWW-Authenticate': 'Bearer',
      });
    }
    await throttleOrganization?.(request, response, identity.organizationId);
    if (may(identity.role, permission)) return identity;
    throw problem('forbidden', `the role ${identity.role} may not do this: ask somebody who has ${permission}`);
  };

  const write = async (
    route: WriteRoute,
    request: Request,
    response: Response,
    exchange: Exchange,
  ): Promise<SentAnswer> => {
    const identity = await identify(request, response, route.permission);
    const key = idempotencyKeyOf(request);
    const expectedVersion = expectedVersionOf(request);
    const body = await readBody(request, response);
    const work = route.prepare({ params: request.params, query: request.query, body });
    const { organizationId, subject } = identity;
    const requestHash =
      key === undefined ? undefined : requestHashOf(`${request.method} ${request.path}`, subject, body);
    const context = commandContext({
      identity,
      correlationId: exchange.correlationId,
      commandId: key === undefined ? deps.newId() : commandIdOf(organizationId, key),
      requestHash,
      expectedVersion,
      now: deps.clock.now(),
    });
    const execute = () => answerOf(route, work, { identity, context });
    if (key === undefined || requestHash === undefined) return execute();
    return answers.once(organizationId, key, requestHash, execute);
  };

  const flow = async (route: StreamRoute, request: Request, response: Response, exchange: Exchange): Promise<void> => {
    const viewer = viewerOf(await identify(request, response, route.permission));
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    // A HEAD request is a stream that ends with its headers.
    if (request.method === 'HEAD') gone.abort();
    const signal = AbortSignal.any([gone.signal, closing]);
    const lastEventId = request.get('last-event-id');
    try {
      const raw = { params: request.params, query: request.query, body: undefined };
      await route.run(raw, { viewer, response, headers: exchange.headers, lastEventId, signal });
    } catch (error) {
      if (!signal.aborted || !response.headersSent) throw error;
    }
    response.end();
  };

  const takeIn = async (route: WebhookRoute, request: Request, response: Response): Promise<SentAnswer> => {
    await throttleAddress?.(request, response, addressKey(request));
    const receipt = await route.run(request.params, await readDelivery(request, response));
    if (receipt !== 'accepted') throw refusedDelivery(receipt);
    return envelope(route.status, respond({ received: true }));
  };

  const serve = async (route: Route, request: Request, response: Response, exchange: Exchange): Promise<void> => {
    const { params, query } = request;
    switch (route.kind) {
      case 'open':
        exchange.send(envelope(ok, await route.run()));
        return;
      case 'text':
        exchange.send({ status: ok, body: await route.run(), contentType: route.contentType, headers: {} });
        return;
      case 'read': {
        const viewer = viewerOf(await identify(request, response, route.permission));
        const raw = { params, query, body: undefined };
        const other = alternativeFor(route, request);
        if (other === undefined) exchange.send(envelope(ok, await route.run(raw, viewer)));
        else await sendContent(exchange, response, other.contentType, await other.run(raw, viewer));
        return;
      }
      case 'write':
        exchange.send(await write(route, request, response, exchange));
        return;
      case 'webhook':
        exchange.send(await takeIn(route, request, response));
        return;
      case 'stream':
        await flow(route, request, response, exchange);
        exchange.end();
    }
  };

  return (route) => async (request, response) => {
    const exchange = begin(request, response, route.path);
    try {
      await serve(route, request, response, exchange);
    } catch (error) {
      exchange.fail(error);
    }
  };
};
