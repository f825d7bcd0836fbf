import { LineError, type EngineLine } from '../../../adapters/pos-client/engine-line.ts';
import { MemoryStorage } from '../../../adapters/pos-client/memory-storage.ts';
import type { RecordResult, TillRecord } from '../../../adapters/pos-client/records.ts';
import type { Product } from '../../../adapters/pos-client/tally.ts';
import type { TillOptions } from '../../../adapters/pos-client/till-options.ts';

export const mug: Product = {
  variant_id: '1',
  sku: 'SKU-1',
  product_name: 'RED MUG',
  barcode: '4000000000001',
  unit_price: 9990,
  currency: 'CLP',
  tax_class: 'standard',
};

export const oneMug = {
  items: [{ product: mug, quantity: 1 }],
  payments: [{ method: 'cash', tendered: 10_000 }],
} as const;

/** Ids that count, a clock that moves a second whenever it is looked at, and nobody waits. */
export const tillOptions = (said: Partial<TillOptions> = {}): TillOptions => {
  let ids = 0;
  let seconds = 0;
  const { surroundings, ...rest } = said;
  return {
    tillId: 'till-1',
    localId: 'store-1',
    currency: 'CLP',
    prices: 'inclusive',
    taxRates: { standard: 0.19 },
    storage: new MemoryStorage(),
    ...rest,
    surroundings: {
      newId: () => `${said.tillId ?? 'till-1'}-${(ids += 1)}`,
      now: () => new Date(Date.UTC(2026, 10, 23, 9, 0, (seconds += 1))),
      random: () => 0.5,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      ...surroundings,
    },
  };
};

type Answering = (records: readonly TillRecord[]) => readonly RecordResult[];

export const recordedAll: Answering = (records) =>
  records.map(({ kind, id }) => ({ kind, id, status: 'recorded', conflicts: [] }));

/** An engine that answers as it is told to, and remembers what it was sent. */
export class ScriptedLine implements EngineLine {
  readonly sent: (readonly TillRecord[])[] = [];
  answer: Answering = recordedAll;

  sync(_tillId: string, records: readonly TillRecord[]): Promise<readonly RecordResult[]> {
    this.sent.push(records);
    return Promise.resolve().then(() => this.answer(records));
  }

  products(): Promise<readonly Product[]> {
    return Promise.resolve([mug]);
  }

  /** Is not there for so many calls, and then as before. */
  away(calls: number): void {
    const { answer } = this;
    let left = calls;
    this.answer = (records) => {
      left -= 1;
      if (left < 0) return answer(records);
      throw new LineError('away', 'no answer');
    };
  }
}
