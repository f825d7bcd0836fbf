import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { Exchange } from './exchange.ts';
import { problem } from './problem.ts';
import type { Alternative, Content, ReadRoute } from './route.ts';
import { ok } from './status-codes.ts';

const json = 'application/json';

const mediaTypeOf = ({ contentType }: Alternative): string => contentType.split(';', 1)[0] ?? contentType;

/**
 * Finds the form that a request asks for by Accept; undefined for the envelope, which is also for those who do not mind.
 * @throws Problem `not_acceptable`
 */
export const alternativeFor = ({ alternatives }: ReadRoute, request: Request): Alternative | undefined => {
  if (alternatives.length === 0) return undefined;
  const types = [json, ...alternatives.map(mediaTypeOf)];
  const wanted = request.accepts(types);
  if (wanted === false) throw problem('not_acceptable', `ask for one of: ${types.join(', ')}`, { types });
  return alternatives.find((alternative) => mediaTypeOf(alternative) === wanted);
};

/** Answers with something else than the envelope, as fast as the client takes it; one that goes away is no fault. */
export const sendContent = async (
  exchange: Exchange,
  response: ServerResponse,
  contentType: string,
  { body, headers = {} }: Content,
): Promise<void> => {
  if (typeof body === 'string') {
    exchange.send({ status: ok, body, contentType, headers });
    return;
  }
  response.writeHead(ok, { ...exchange.headers, ...headers, 'Cache-Control': 'no-store', 'Content-Type': contentType });
  try {
    await pipeline(Readable.from(body), response);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  exchange.end();
};

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
