import assert from 'node:assert/strict';
import { parseLine } from '../../../../adapters/cli/import/classify.ts';
import { ReportBuilder } from '../../../../adapters/cli/import/report.ts';
import { row } from '../../../support/online-retail.ts';

const line = (quantity: string, unitPrice: string) => {
  const parsed = parseLine(row({ quantity, unitPrice }));
  assert.ok(parsed);
  return parsed;
};

describe('import: report', () => {
  it('shows exact amounts with two decimals or as many as there are, and reasons by name', () => {
    const builder = new ReportBuilder();
    const [sale, back, odd] = [line('6', '2.55'), line('-2', '2.5'), line('1', '0.001')];
    builder.invoice([sale, odd, undefined]);
    builder.invoice([back]);
    builder.order([sale]);
    builder.return([back]);
    builder.rejected(odd, 'price_precision');
    builder.rejected(undefined, 'malformed_line');
    assert.deepEqual(builder.build(), {
      input: { invoices: 2, lines: 4, amount: '10.301' },
      orders: { count: 1, lines: 1, amount: '15.30' },
      returns: { count: 1, lines: 1, amount: '5.00' },
      rejected: {
        lines: 2,
        amount: '0.001',
        by_reason: {
          malformed_line: { lines: 1, amount: '0.00' },
          price_precision: { lines: 1, amount: '0.001' },
        },
      },
    });
  });
});
