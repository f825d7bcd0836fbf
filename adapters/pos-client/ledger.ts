import type { ClosingRecord, MovementRecord, OpeningRecord, SaleRecord, TillRecord, VoidRecord } from './records.ts';
import { TillError } from './till-error.ts';
import type { Change, Found, TillStorage } from './storage.ts';

/** The drawer that is open at this till. */
export interface Drawer {
  readonly shift_id: string;
  readonly cashier_id: string;
}

const drawerKey = 'drawer';
const entries = { sales: 'entry/sale/', voids: 'entry/void/', movements: 'entry/movement/' } as const;

/** Keeps what waits to be sent by the time at which it happened, so that it is sent in that order. */
export const pendingKeys = 'pending/';

const waiting = (record: TillRecord) => [`${pendingKeys}${record.at}/${record.kind}/${record.id}`, record] as const;

/**
 * What a till did, and what is in its drawer. A record is written together with what it changes here, in one change: no other
 * tab can sell into a drawer that this one has just closed, and its close names everything that was counted.
 */
export class Ledger {
  readonly #storage: TillStorage;

  constructor(storage: TillStorage) {
    this.#storage = storage;
  }

  async drawer(): Promise<Drawer | undefined> {
    return drawerIn(await this.#storage.read([drawerKey]));
  }

  open(record: OpeningRecord): Promise<OpeningRecord> {
    return this.#storage.change([drawerKey], (found) => {
      if (found.has(drawerKey)) throw new TillError('shift_is_open', 'close the open shift first');
      const drawer: Drawer = { shift_id: record.id, cashier_id: record.cashier_id };
      return { put: [[drawerKey, drawer], waiting(record)], result: record };
    });
  }

  sell(recordIn: (drawer: Drawer) => SaleRecord): Promise<SaleRecord> {
    return this.#enter(entries.sales, recordIn);
  }

  move(recordIn: (drawer: Drawer) => MovementRecord): Promise<MovementRecord> {
    return this.#enter(entries.movements, recordIn);
  }

  /** Once a sale: the second time answers the first void. */
  void(transactionId: string, recordIn: (drawer: Drawer) => VoidRecord): Promise<VoidRecord> {
    const key = `voided/${transactionId}`;
    return this.#storage.change([drawerKey, key], (found) => {
      const before = found.get(key) as VoidRecord | undefined;
      if (before !== undefined) return { result: before };
      const record = recordIn(openIn(found));
      return { put: [[key, record], [`${entries.voids}${record.id}`, true], waiting(record)], result: record };
    });
  }

  close(recordIn: (drawer: Drawer, counted: ClosingRecord['counted']) => ClosingRecord): Promise<ClosingRecord> {
    const names = Object.values(entries);
    return this.#storage.change([drawerKey, ...names], (found) => {
      const idsOf = (prefix: string): readonly string[] =>
        keysUnder(found, prefix).map((key) => key.slice(prefix.length));
      const counted = {
        sales: idsOf(entries.sales),
        voids: idsOf(entries.voids),
        movements: idsOf(entries.movements),
      };
      const record = recordIn(openIn(found), counted);
      const remove = [drawerKey, ...names.flatMap((prefix) => keysUnder(found, prefix))];
      return { put: [waiting(record)], remove, result: record };
    });
  }

  #enter<Entered extends SaleRecord | MovementRecord>(
    prefix: string,
    recordIn: (drawer: Drawer) => Entered,
  ): Promise<Entered> {
    return this.#storage.change([drawerKey], (found): Change<Entered> => {
      const record = recordIn(openIn(found));
      return { put: [[`${prefix}${record.id}`, true], waiting(record)], result: record };
    });
  }
}

const drawerIn = (found: Found): Drawer | undefined => found.get(drawerKey) as Drawer | undefined;

const openIn = (found: Found): Drawer => {
  const drawer = drawerIn(found);
  if (drawer === undefined) throw new TillError('no_open_shift', 'open a shift first');
  return drawer;
};

const keysUnder = (found: Found, prefix: string): readonly string[] =>
  [...found.keys()].filter((key) => key.startsWith(prefix));
