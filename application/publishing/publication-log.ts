import type { Publication, Publisher } from '../ports/publisher.ts';

/** Describes a publication with its place in the log, which rises and has no gaps. */
export interface LoggedPublication extends Publication {
  readonly sequence: number;
}

/** Kept by default: a few megabytes. */
const defaultCapacity = 5_000;

/**
 * The publisher of a machine without a broker: keeps the last publications in memory, so that people can see what would be
 * published. Forgets the oldest ones, and all of them with the process.
 */
export class PublicationLog implements Publisher {
  readonly #capacity: number;
  #kept: LoggedPublication[] = [];
  #sequence = 0;

  constructor(capacity = defaultCapacity) {
    this.#capacity = capacity;
  }

  publish(publications: readonly Publication[]): Promise<void> {
    for (const publication of publications) {
      this.#sequence += 1;
      this.#kept.push({ ...publication, sequence: this.#sequence });
    }
    // Cut seldom and then by half, so that a publication costs the same however many are kept.
    if (this.#kept.length >= 2 * this.#capacity) this.#kept = this.#kept.slice(-this.#capacity);
    return Promise.resolve();
  }

  /** Gives an organisation's publications, oldest first: at most `limit` of those after `after`, among the last ones kept. */
  list(organizationId: string, after: number, limit: number): readonly LoggedPublication[] {
    return this.#kept
      .slice(-this.#capacity)
      .filter(({ sequence, headers }) => sequence > after && headers.organization_id === organizationId)
      .slice(0, limit);
  }
}
