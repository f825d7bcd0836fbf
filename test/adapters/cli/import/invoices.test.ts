import fc from 'fast-check';
import assert from 'node:assert/strict';
import { countLines, groupInvoices } from '../../../../adapters/cli/import/invoices.ts';
import type { Row } from '../../../../adapters/cli/import/rows.ts';
import { from, row } from '../../../support/online-retail.ts';

const group = async (rows: readonly Row[]): Promise<[string, number[]][]> => {
  const groups: [string, number[]][] = [];
  const counts = await countLines(from(rows));
  for await (const invoice of groupInvoices(from(rows), counts)) {
    groups.push([invoice.invoiceNo, invoice.rows.map(({ line }) => line)]);
  }
  return groups;
};

describe('import: invoices', () => {
  it('come in the order of their first lines, also where their lines are mixed', async () => {
    const rows = ['1', '2', '1', '3', '2', '3'].map((invoiceNo, index) => row({ invoiceNo, line: index + 1 }));
    assert.deepEqual(await group(rows), [
      ['1', [1, 3]],
      ['2', [2, 5]],
      ['3', [4, 6]],
    ]);
  });

  it('lose and double no line, whatever the order of the file', async () => {
    const file = fc.array(fc.constantFrom('1', '2', '3', 'C4', 'A5'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(file, async (numbers) => {
        const rows = numbers.map((invoiceNo, index) => row({ invoiceNo, line: index }));
        const groups = await group(rows);
        assert.deepEqual(
          groups.map(([invoiceNo]) => invoiceNo),
          [...new Set(numbers)],
        );
        for (const [invoiceNo, lines] of groups) {
          assert.deepEqual(
            lines,
            rows.filter((each) => each.invoiceNo === invoiceNo).map(({ line }) => line),
          );
        }
      }),
    );
  });
});
