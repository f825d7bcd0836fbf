import type { Request } from 'express';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from './exchange.ts';
import { problem, refusal, type Problem } from './problem.ts';
import type { Alternative, Answer, Content, ReadRoute } from './route.ts';
import { ok } from './status-codes.ts';

/** An answer as it goes over the wire. */
export interface SentAnswer {
  readonly status: number;
  readonly body: string;
  /** JSON, unless it says otherwise. */
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const noHeaders: Readonly<Record<string, string>> = {};

export const etagOf = (version: number): string => `"${version}"`;

/** The error envelope. */
export const problemAnswer = ({ status, code, message, details, headers }: Problem): SentAnswer => ({
  status,
  body: JSON.stringify({ status: 'error', error: { code, message, details } }),
  headers,
});

/** Marks an answer that was given before. */
export const replayed = (answer: SentAnswer): SentAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'Idempotent-Replayed': 'true' },
});

/** What a handler answered, in its envelope. `status` is the route's, for the case that it went well. */
export const envelope = (status: number, answer: Answer): SentAnswer => {
  if (!answer.ok) return problemAnswer(refusal(answer.rejection));
  return {
    status,
    body: `{"status":"success","data":${JSON.stringify(answer.data)}}`,
    headers: answer.version === undefined ? noHeaders : { ETag: etagOf(answer.version) },
  };
};

const json = 'application/json';

const mediaTypeOf = ({ contentType }: Alternative): string => contentType.split(';', 1)[0] ?? contentType;

/**
 * The form that a request asks for by Accept; undefined for the envelope, which is also for those who do not mind.
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
