import { type Problem, refusal } from './problem.ts';
import type { Answer } from './route.ts';

/** Describes an answer as it goes over the wire. */
export interface SentAnswer {
  readonly status: number;
  readonly body: string;
  /** JSON, unless it says otherwise. */
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const noHeaders: Readonly<Record<string, string>> = {};

export const etagOf = (version: number): string => `"${version}"`;

/** Makes the error envelope. */
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

/** Puts what a handler answered in its envelope. `status` is the route's, for the case that it went well. */
export const envelope = (status: number, answer: Answer): SentAnswer => {
  if (!answer.ok) return problemAnswer(refusal(answer.rejection));
  return {
    status,
    body: `{"status":"success","data":${JSON.stringify(answer.data)}}`,
    headers: answer.version === undefined ? noHeaders : { ETag: etagOf(answer.version) },
  };
};
