import type { TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import { streamName, type StreamName } from '../../domain/shared/stream.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Names whose numbers they are: documents count by their country's rules, Z reports by their till. Part of the storage format. */
export type FolioBook = TaxRegime | 'till';

/** Names what numbers count within: of a till's Z reports its id is the series. */
export interface FolioSeries {
  readonly organizationId: string;
  readonly book: FolioBook;
  readonly series: string;
}

/** Makes the id of a range's aggregate. Part of the storage format. */
export const rangeIdOf = ({ book, series }: FolioSeries, range: number): string => `${book}.${series}.${range}`;

export const rangeStream = (of: FolioSeries, range: number): StreamName =>
  streamName('folios', of.organizationId, rangeIdOf(of, range));

/**
 * Knows where in a series to ask for the next folio. A range that gave one is only begun once those before it are done, so asking
 * from the last such range on skips nothing; asking from an earlier one costs a question more, and is as good.
 */
export class FolioRanges {
  readonly #store: EventStore;
  readonly #known = new Map<string, number>();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Finds the last range known to have given folios; the first one of a new series. @throws EventStoreUnavailableError */
  async current(of: FolioSeries): Promise<number> {
    const key = rangeStream(of, 0);
    const known = this.#known.get(key) ?? (await this.#find(of));
    this.#known.set(key, known);
    return known;
  }

  /** Remembers that the range gave a folio. */
  gave(of: FolioSeries, range: number): void {
    const key = rangeStream(of, 0);
    this.#known.set(key, Math.max(range, this.#known.get(key) ?? 1));
  }

  /** Doubles its steps until a range is untouched, then halves them. */
  async #find(of: FolioSeries): Promise<number> {
    let [begun, untouched] = [1, 2];
    while (await this.#isBegun(of, untouched)) [begun, untouched] = [untouched, untouched * 2];
    while (untouched - begun > 1) {
      const middle = Math.floor((begun + untouched) / 2);
      if (await this.#isBegun(of, middle)) begun = middle;
      else untouched = middle;
    }
    return begun;
  }

  /** Looks for its second event: the first opens it, the second gives a folio. */
  async #isBegun(of: FolioSeries, range: number): Promise<boolean> {
    const events = await this.#store.read(rangeStream(of, range), { from: 2, limit: 1 });
    return events.length > 0;
  }
}
