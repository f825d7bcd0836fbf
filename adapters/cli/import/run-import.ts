import type { Engine } from '../../../application/engine/engine.ts';
import { classify, type Classified, type Reject, type ReturnLine } from './classify.ts';
import { importOrder, importReturn, type ImportIdentity } from './import-invoice.ts';
import { countLines, groupBy, groupInvoices } from './invoices.ts';
import { Lanes } from './lanes.ts';
import { OrderLineIndex, type Match } from './order-line-index.ts';
import { ReportBuilder, type ImportReport } from './report.ts';
import { readRows, type RejectedRow } from './rows.ts';

/** Shows how far an import is. */
export interface ImportProgress {
  /** Is called once, before anything is imported, with the number of data lines. */
  start(lines: number): void;
  /** Is called when so many more lines have ended in an order, a return or the rejects. */
  advance(lines: number): void;
}

/** Says what became of a file. */
export interface ImportResult {
  readonly report: ImportReport;
  /** Stand in the file's order. */
  readonly rejects: readonly RejectedRow[];
}

/** Limits how many customers' invoices are imported side by side. */
const width = 64;

/**
 * Imports a whole file through the engine's use cases. May be stopped at any moment and run again: what is done already
 * is recognised and the rest follows. A customer's invoices are taken in the file's order, so that a return finds its order.
 * @throws ImportFileError, EventStoreUnavailableError; a second run goes on from there
 */
export const runImport = async (
  engine: Engine,
  identity: ImportIdentity,
  file: string,
  progress: ImportProgress,
): Promise<ImportResult> => {
  const counts = await countLines(readRows(file));
  progress.start([...counts.values()].reduce((sum, count) => sum + count, 0));
  const run = new ImportRun(engine, identity, progress);
  for await (const invoice of groupInvoices(readRows(file), counts)) await run.take(classify(invoice));
  return run.finish();
};

class ImportRun {
  readonly #engine: Engine;
  readonly #identity: ImportIdentity;
  readonly #progress: ImportProgress;
  readonly #lanes = new Lanes(width);
  readonly #index = new OrderLineIndex();
  readonly #report = new ReportBuilder();
  readonly #rejects: RejectedRow[] = [];

  constructor(engine: Engine, identity: ImportIdentity, progress: ImportProgress) {
    this.#engine = engine;
    this.#identity = identity;
    this.#progress = progress;
  }

  async take(invoice: Classified): Promise<void> {
    this.#report.invoice(invoice.lines);
    this.#reject(invoice.rejects);
    if (invoice.kind === 'order' && invoice.good.length > 0) {
      await this.#lanes.add(invoice.customerId === '' ? invoice.invoiceNo : invoice.customerId, () =>
        this.#order(invoice),
      );
    } else if (invoice.kind === 'return') {
      const byCustomer = groupBy(invoice.good, ({ line }) => line.row.customerId);
      for (const [customerId, lines] of byCustomer) {
        await this.#lanes.add(customerId, () => this.#return(invoice, customerId, lines));
      }
    }
  }

  async finish(): Promise<ImportResult> {
    await this.#lanes.idle();
    const rejects = this.#rejects.toSorted((a, b) => a.row.line - b.row.line);
    return { report: this.#report.build(), rejects };
  }

  async #order({ invoiceNo, customerId, at, good }: Classified & { readonly kind: 'order' }): Promise<void> {
    const sale = { invoiceNo, customerId: customerId === '' ? null : customerId, at, lines: good };
    const result = await importOrder(this.#engine, this.#identity, sale);
    if ('reason' in result) {
      const { reason } = result;
      this.#reject(good.map(({ line }) => ({ row: line.row, line, reason })));
      return;
    }
    const open = good.map(({ line, lineId, unitPrice }) => {
      return { lineId, stockCode: line.row.stockCode, unitPrice, quantity: line.quantity };
    });
    if (customerId !== '') this.#index.add(customerId, result.orderId, open);
    this.#report.order(good.map(({ line }) => line));
    this.#progress.advance(good.length);
  }

  async #return({ invoiceNo, at }: Classified, customerId: string, lines: readonly ReturnLine[]): Promise<void> {
    const matched: { readonly line: ReturnLine['line']; readonly match: Match }[] = [];
    for (const { line, unitPrice } of lines) {
      const match = this.#index.match(customerId, line.row.stockCode, unitPrice, -line.quantity);
      if (match === undefined) this.#reject([{ row: line.row, line, reason: 'no_matching_order_line' }]);
      else matched.push({ line, match });
    }
    for (const [orderId, parts] of groupBy(matched, ({ match }) => match.orderId)) {
      const items = parts.map(({ line, match }) => ({ lineId: match.lineId, quantity: -line.quantity }));
      const reason = await importReturn(this.#engine, this.#identity, { invoiceNo, orderId, at, lines: items });
      if (reason === undefined) {
        this.#report.return(parts.map(({ line }) => line));
        this.#progress.advance(parts.length);
      } else {
        for (const { match } of parts) match.release();
        this.#reject(parts.map(({ line }) => ({ row: line.row, line, reason })));
      }
    }
  }

  #reject(rejects: readonly Reject[]): void {
    for (const { row, line, reason } of rejects) {
      this.#rejects.push({ row, reason });
      this.#report.rejected(line, reason);
    }
    this.#progress.advance(rejects.length);
  }
}
