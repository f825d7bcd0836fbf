import express, { type Request, type RequestHandler, type Response } from 'express';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import { problem, type Problem } from './problem.ts';

/** Runs an Express middleware as a step of ours: resolves when it calls on, rejects with its error. */
export const runMiddleware = (middleware: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new TypeError('a middleware failed', { cause: error }));
    });
  });

/** Levels of arrays and objects in a body: far more than any schema here has. */
const maximumDepth = 16;

const jsonTypes = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Refuses what no schema looks into deeply enough to refuse: endless nesting, and keys that touch prototypes. */
const checkShape = (value: unknown, depth: number): void => {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maximumDepth) throw problem('body_too_deep', `nest the body at most ${maximumDepth} levels deep`);
  if (Object.hasOwn(value, '__proto__')) {
    throw problem('validation_failed', 'correct the body: the field __proto__ is never allowed', { in: 'body' });
  }
  for (const member of Object.values(value)) checkShape(member, depth + 1);
};

const hasBody = (request: Request): boolean => {
  const { headers } = request;
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
};

/**
 * Reads a request's JSON body of at most `limitBytes`; no body is `{}`.
 * @throws Problem `unsupported_media_type`, `malformed_json`, `body_too_large` or `body_too_deep`
 */
export const jsonBodyReader = (limitBytes: number): ((request: Request, response: Response) => Promise<unknown>) => {
  const parser = express.json({ limit: limitBytes, type: () => true });
  return async (request, response) => {
    if (!hasBody(request)) return {};
    if (!jsonTypes.test(request.headers['content-type'] ?? '')) {
      throw problem('unsupported_media_type', 'send the body as JSON, with Content-Type: application/json');
    }
    await runMiddleware(parser, request, response);
    const body: unknown = request.body;
    checkShape(body, 1);
    return body;
  };
};

/** Repeated headers and parameters have no place in what is signed: they are left out. */
const singles = (parts: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/**
 * Reads a message of at most `limitBytes` as it came: signatures are over its very bytes.
 * @throws Problem `body_too_large`, or `unsupported_media_type` if it is compressed
 */
export const deliveryReader = (
  limitBytes: number,
): ((request: Request, response: Response) => Promise<WebhookDelivery>) => {
  const parser = express.raw({ limit: limitBytes, type: () => true, inflate: false });
  return async (request, response) => {
    await runMiddleware(parser, request, response);
    const body: unknown = request.body;
    return {
      headers: singles(request.headers),
      query: singles(request.query),
      body: body instanceof Uint8Array ? body : new Uint8Array(),
    };
  };
};

/** Answers a sender whose message was not taken. */
export const refusedDelivery = (receipt: Exclude<WebhookReceipt, 'accepted'>): Problem => {
  switch (receipt) {
    case 'unverified':
      return problem('unverified_webhook', 'sign the message with the secret that was agreed, and send it at once');
    case 'malformed':
      return problem('malformed_webhook', 'the message is signed, but it cannot be read: check its version');
    case 'unknown_sender':
      return problem('unknown_sender', 'nobody of this name is configured here: check the address');
  }
};
