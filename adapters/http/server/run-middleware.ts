import type { Request, RequestHandler, Response } from 'express';

/** Runs an Express middleware as a step of ours: resolves when it calls on, rejects with its error. */
export const runMiddleware = (middleware: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new TypeError('a middleware failed', { cause: error }));
    });
  });
