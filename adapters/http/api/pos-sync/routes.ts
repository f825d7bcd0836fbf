import type { z } from 'zod';
import type { OfflineRecord, RecordResult } from '../../../../application/pos/sync/offline-record.ts';
import { respond } from '../../server/answer.ts';
import { change, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { parse } from '../../server/parse.ts';
import { Problem, refusal } from '../../server/problem.ts';
import type { Route } from '../../server/route.ts';
import { readTillRecord } from './read.ts';
import { recordNames, syncBatch, syncResults, tillRecord } from './schema.ts';
import { showConflict } from './show.ts';

export const posSyncRoutes = ({ engine, logger }: RouteDependencies): readonly Route[] => [
  change({
    tag: 'pos',
    method: 'post',
    path: '/api/v1/pos/sync',
    summary: 'Takes in what a till did while it was cut off: any part of it, in any order, as often as it likes',
    permission: 'pos:sync',
    params: nothing,
    body: syncBatch,
    response: syncResults,
    handle: async ({ body: { till_id: tillId, records: sent } }, { context }) => {
      const readings = sent.map(readingOf);
      const records = readings.flatMap(({ content }) => (content instanceof Problem ? [] : [content]));
      const answers = (await engine.offlineTills.sync(context, { tillId, records })).values();
      const results = readings.map(({ names, content }) => ({
        ...names,
        ...showResult(content instanceof Problem ? content : next(answers)),
      }));
      for (const { kind, id, error } of results) {
        if (error === undefined) continue;
        logger.warn({ till_id: tillId, kind, id, code: error.code }, 'a record of a till was rejected');
      }
      return respond({ results });
    },
  }),
];

type Sent = z.output<typeof syncBatch>['records'][number];
type Shown = z.input<typeof syncResults>['results'][number];

interface Reading {
  readonly names: Pick<Shown, 'kind' | 'id'>;
  /** Is the record, or what is wrong with it, which is no other's concern. */
  readonly content: OfflineRecord | Problem;
}

const readingOf = (sent: Sent): Reading => {
  const names = recordNames.parse(sent.isReadable ? sent.record : sent.raw);
  try {
    return { names, content: readTillRecord(sent.isReadable ? sent.record : parse(tillRecord, sent.raw, 'body')) };
  } catch (error) {
    if (error instanceof Problem) return { names, content: error };
    throw error;
  }
};

/** There is one for each record. */
const next = (answers: Iterator<RecordResult, undefined>): RecordResult => {
  const { done, value } = answers.next();
  if (done === true) throw new TypeError('a record was sent and not answered');
  return value;
};

const showResult = (result: RecordResult | Problem): Omit<Shown, 'kind' | 'id'> => {
  if (result instanceof Problem) return rejected(result);
  switch (result.status) {
    case 'recorded':
    case 'known':
      return {
        status: result.status,
        conflicts: result.conflicts.map(({ conflictId, conflict, currency }) =>
          showConflict(conflictId, conflict, currency),
        ),
      };
    case 'postponed':
      return { status: 'postponed', conflicts: [] };
    case 'rejected':
      return rejected(refusal(result.rejection));
  }
};

const rejected = ({ code, message, details }: Problem): Omit<Shown, 'kind' | 'id'> => ({
  status: 'rejected',
  conflicts: [],
  error: { code, message, details },
});
