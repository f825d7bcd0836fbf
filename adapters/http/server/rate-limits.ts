import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { problem } from './problem.ts';
import { runMiddleware } from './request-body.ts';

/** Requests a minute; 0 is without limit. */
export interface RateLimits {
  readonly perAddress: number;
  readonly perOrganization: number;
}

/** Counts the request. @throws Problem `rate_limited` */
export type Throttle = (request: Request, response: Response, key: string) => Promise<void>;

const windowMs = 60_000;

const tooMany = (): Error =>
  problem('rate_limited', 'too many requests: wait as many seconds as Retry-After says, then go on');

/** Makes a limit of its own for each key that it is called with; undefined if there is none. */
export const throttle = (perMinute: number): Throttle | undefined => {
  if (perMinute === 0) return undefined;
  const keys = new WeakMap<Request, string>();
  const limiter = rateLimit({
    windowMs,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => keys.get(request) ?? '',
    handler: (_request, _response, next) => {
      next(tooMany());
    },
  });
  return async (request, response, key) => {
    keys.set(request, key);
    await runMiddleware(limiter, request, response);
  };
};

/** Addresses of one IPv6 network count as one. */
export const addressKey = (request: Request): string => ipKeyGenerator(request.ip ?? '');
