import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../../../adapters/cli/import/rows.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

describe('import: reading', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'comanda-import-'))));
  after(() => rm(folder, { recursive: true }));

  const read = async (content: string | Buffer): Promise<string[][]> => {
    const file = join(folder, 'file.csv');
    await writeFile(file, content);
    const rows: string[][] = [];
    for await (const row of readRows(file)) rows.push([row.invoiceNo, row.description, row.country]);
    return rows;
  };

  const text = `\uFEFF${header}\r\n1,A,"A ""fine"", big\r\nMUG",6,2010-12-01 08:26:00,2.55,17850,Éire\r\n`;
  const expected = [['1', 'A "fine", big\r\nMUG', 'Éire']];

  it('reads quoted fields, a byte order mark and CRLF', async () => {
    assert.deepEqual(await read(text), expected);
  });

  it('reads gzip, whatever the file is called', async () => {
    assert.deepEqual(await read(gzipSync(text)), expected);
  });

  const refused: [string, string | Buffer, RegExp][] = [
    ['an empty file', '', /has no data lines/],
    ['a file with a header only', `${header}\n`, /has no data lines/],
    ['a file without a column', 'InvoiceNo,StockCode\n1,A\n', /lacks Description, Quantity/],
    ['a line with too few fields', `${header}\n1,A\n`, /breaks off after data line 0/],
    ['a cut gzip file', gzipSync(text.repeat(50)).subarray(0, -20), /breaks off after data line \d+/],
  ];
  for (const [what, content, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(read(content), { name: 'ImportFileError', message });
    });
  }

  it('refuses a file that does not exist', async () => {
    const rows = readRows(join(folder, 'none.csv'));
    await assert.rejects(rows.next(), { name: 'ImportFileError', message: /cannot read .*none\.csv/ });
  });
});
