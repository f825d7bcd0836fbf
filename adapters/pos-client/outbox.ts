import { pendingKeys } from './ledger.ts';
import type { Fault, RecordResult, TillConflict, TillRecord } from './records.ts';
import type { Json, TillStorage } from './storage.ts';

/** Holds a record that waits to be sent, under the key that it is kept by. */
export interface Pending {
  readonly key: string;
  readonly record: TillRecord;
}

/** A record that the engine cannot keep as it is, and why: kept for a person to look at. */
export interface Rejected {
  readonly record: TillRecord;
  readonly error: Fault;
}

/** What an answer of the engine changed here, each once, though several tabs meet the same. */
export interface Settled {
  readonly acknowledged: number;
  readonly conflicts: readonly TillConflict[];
  readonly rejected: readonly Rejected[];
}

const rejectedKeys = 'rejected/';
const conflictKeys = 'conflict/';

const rejectedKey = ({ kind, id }: TillRecord): string => `${rejectedKeys}${kind}/${id}`;

/** Keeps what waits to be sent, and what came of what was. A record leaves only when the engine has it, or cannot have it. */
export class Outbox {
  readonly #storage: TillStorage;

  constructor(storage: TillStorage) {
    this.#storage = storage;
  }

  async pending(): Promise<readonly Pending[]> {
    const found = await this.#storage.read([pendingKeys]);
    return Array.from(found, ([key, record]) => ({ key, record: record as TillRecord }));
  }

  /** Takes an answer in: `results` are of these records, in their order. Those that are not answered stay. */
  settle(sent: readonly Pending[], results: readonly RecordResult[]): Promise<Settled> {
    const answers = sent.flatMap((one, index) => {
      const result = results[index];
      const isOfIt = result?.kind === one.record.kind && result.id === one.record.id;
      return isOfIt && result.status !== 'postponed' ? [{ ...one, result }] : [];
    });
    const reported = new Map(answers.flatMap(({ result }) => result.conflicts.map((each) => [each.conflict_id, each])));
    const names = [...answers.map(({ key }) => key), ...[...reported.keys()].map((id) => `${conflictKeys}${id}`)];
    return this.#storage.change(names, (found) => {
      const own = answers.filter(({ key }) => found.has(key));
      const conflicts = [...reported.values()].filter(({ conflict_id: id }) => !found.has(`${conflictKeys}${id}`));
      const rejected = own.flatMap(({ record, result }): readonly Rejected[] =>
        result.status === 'rejected' ? [{ record, error: result.error ?? unexplained }] : [],
      );
      const put: (readonly [string, Json])[] = [
        ...conflicts.map((each) => [`${conflictKeys}${each.conflict_id}`, each] as const),
        ...rejected.map((each) => [rejectedKey(each.record), each] as const),
      ];
      return { put, remove: own.map(({ key }) => key), result: { acknowledged: own.length, conflicts, rejected } };
    });
  }

  async conflicts(): Promise<readonly TillConflict[]> {
    return [...(await this.#storage.read([conflictKeys])).values()] as TillConflict[];
  }

  async rejected(): Promise<readonly Rejected[]> {
    return [...(await this.#storage.read([rejectedKeys])).values()] as Rejected[];
  }

  /** Forgets a conflict that was dealt with. */
  async forgetConflict(conflictId: string): Promise<void> {
    await this.#storage.change([], () => ({ remove: [`${conflictKeys}${conflictId}`], result: undefined }));
  }

  /** Forgets a rejected record that was dealt with. */
  async forgetRejected({ record }: Rejected): Promise<void> {
    await this.#storage.change([], () => ({ remove: [rejectedKey(record)], result: undefined }));
  }
}

const unexplained: Fault = { code: 'rejected', message: 'the engine did not say why' };
