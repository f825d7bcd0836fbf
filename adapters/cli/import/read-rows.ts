import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { ImportFileError, toRow, type Row } from './row.ts';

/**
 * The data lines of a CSV file, gzipped or not (told by its first bytes), one by one.
 * @throws ImportFileError for a file that cannot be read, is empty, broken, or lacks a column
 */
export async function* readRows(file: string): AsyncGenerator<Row> {
  const source = await openText(file);
  const parser = parse({ bom: true, columns: true, skip_empty_lines: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let line = 0;
  try {
    for await (const value of parser) yield toRow(value, ++line);
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportFileError(`${file} breaks off after data line ${line}: ${reason}`, { cause: error });
  } finally {
    source.destroy();
  }
  if (line === 0) throw new ImportFileError(`${file} has no data lines`);
}

const gzipMagic = 0x1f8b;

const openText = async (file: string): Promise<Readable> => {
  const handle = await open(file).catch((error: unknown) => {
    throw new ImportFileError(`cannot read ${file}: give the path of an existing .csv or .csv.gz file`, {
      cause: error,
    });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const stream = createReadStream(file);
    if (bytesRead < 2 || buffer.readUInt16BE() !== gzipMagic) return stream;
    const text = createGunzip();
    stream.on('error', (error) => text.destroy(error));
    text.on('close', () => stream.destroy());
    return stream.pipe(text);
  } finally {
    await handle.close();
  }
};
