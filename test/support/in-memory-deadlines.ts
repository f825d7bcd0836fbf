import type { Deadlines, DueDeadline } from '../../application/ports/read-models.ts';
import { decodeFact } from '../../application/reactor/decode-fact.ts';
import type { DeadlinePolicy } from '../../domain/processes/deadline.ts';
import { deadlines } from '../../domain/processes/deadlines.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';
import { usPolicy } from './policies.ts';

const isSame = (one: Omit<DueDeadline, 'dueAt' | 'waitMinutes'>, other: typeof one): boolean =>
  one.organizationId === other.organizationId && one.id === other.id && one.kind === other.kind;

/** The timers as the read model keeps them; `follow` brings them up to the end of a log. */
export class InMemoryDeadlines implements Deadlines {
  rows: DueDeadline[] = [];
  /** How many of the next questions fail. */
  failures = 0;
  #position = 0;

  follow(store: InMemoryEventStore, policy: DeadlinePolicy = usPolicy): void {
    for (const recorded of store.all().slice(this.#position)) {
      this.#position = recorded.position;
      const { event } = decodeFact(recorded);
      const { organizationId } = parseStreamName(recorded.stream)!;
      for (const move of deadlines.react(event, policy) ?? []) {
        const deadline = { organizationId, aggregate: move.aggregate, id: move.id, kind: move.kind };
        this.rows = this.rows.filter((row) => !isSame(row, deadline));
        if (move.change === 'set') this.rows.push({ ...deadline, dueAt: move.dueAt, waitMinutes: move.waitMinutes });
      }
    }
  }

  dueDeadlines(now: Instant, limit: number): Promise<readonly DueDeadline[]> {
    if (this.failures-- > 0) return Promise.reject(new Error('no database'));
    const due = this.rows.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    return Promise.resolve(due.slice(0, limit));
  }

  forgetDeadline(deadline: DueDeadline): Promise<void> {
    this.rows = this.rows.filter((row) => !isSame(row, deadline) || row.dueAt !== deadline.dueAt);
    return Promise.resolve();
  }
}
