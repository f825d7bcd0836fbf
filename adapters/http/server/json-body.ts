import express, { type Request, type Response } from 'express';
import { problem } from './problem.ts';
import { runMiddleware } from './run-middleware.ts';

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
