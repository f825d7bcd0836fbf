import { Big } from 'big.js';
import type { Line } from './classify.ts';

/** Adds up lines and their amount. */
class Sum {
  #lines = 0;
  #amount = new Big(0);

  add(lines: number, amount: Big): void {
    this.#lines += lines;
    this.#amount = this.#amount.plus(amount);
  }

  /** Gives the amount as a decimal string with at least two decimals. */
  toJSON(): { readonly lines: number; readonly amount: string } {
    const exact = this.#amount.toFixed();
    const decimals = exact.split('.')[1]?.length ?? 0;
    return { lines: this.#lines, amount: decimals < 2 ? this.#amount.toFixed(2) : exact };
  }
}

/** Holds product.md's report: `input = orders - returns + rejected`, to the last decimal. Amounts are decimal strings. */
export interface ImportReport {
  readonly input: { readonly invoices: number; readonly lines: number; readonly amount: string };
  readonly orders: { readonly count: number; readonly lines: number; readonly amount: string };
  readonly returns: { readonly count: number; readonly lines: number; readonly amount: string };
  readonly rejected: {
    readonly lines: number;
    readonly amount: string;
    readonly by_reason: Readonly<Record<string, { readonly lines: number; readonly amount: string }>>;
  };
}

/** Counts what became of every line. */
export class ReportBuilder {
  readonly #input = new Sum();
  readonly #orders = new Sum();
  readonly #returns = new Sum();
  readonly #rejected = new Sum();
  readonly #byReason = new Map<string, Sum>();
  #invoices = 0;
  #orderCount = 0;
  #returnCount = 0;

  invoice(lines: readonly (Line | undefined)[]): void {
    this.#invoices += 1;
    this.#input.add(lines.length, amountOf(lines));
  }

  order(lines: readonly Line[]): void {
    this.#orderCount += 1;
    this.#orders.add(lines.length, amountOf(lines));
  }

  /** Counts a return. Its lines have negative amounts; the report shows them positive. */
  return(lines: readonly Line[]): void {
    this.#returnCount += 1;
    this.#returns.add(lines.length, amountOf(lines).neg());
  }

  rejected(line: Line | undefined, reason: string): void {
    const amount = amountOf([line]);
    const sum = this.#byReason.get(reason) ?? new Sum();
    this.#byReason.set(reason, sum);
    sum.add(1, amount);
    this.#rejected.add(1, amount);
  }

  build(): ImportReport {
    const reasons = [...this.#byReason].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      input: { invoices: this.#invoices, ...this.#input.toJSON() },
      orders: { count: this.#orderCount, ...this.#orders.toJSON() },
      returns: { count: this.#returnCount, ...this.#returns.toJSON() },
      rejected: {
        ...this.#rejected.toJSON(),
        by_reason: Object.fromEntries(reasons.map(([reason, sum]) => [reason, sum.toJSON()])),
      },
    };
  }
}

/** Adds up amounts; a malformed line has none. */
const amountOf = (lines: readonly (Line | undefined)[]): Big =>
  lines.reduce((sum, line) => (line === undefined ? sum : sum.plus(line.amount)), new Big(0));
