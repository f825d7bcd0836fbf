import express, { type Request, type Response } from 'express';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import { problem, type Problem } from './problem.ts';
import { runMiddleware } from './run-middleware.ts';

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
