import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { apply, pick, type Change, type Found, type Json, type TillStorage } from './storage.ts';

/** One change a line. */
type Line = Omit<Change<unknown>, 'result'>;

/** So many lines that say nothing any more are cleared away when the file is opened. */
const staleLines = 10_000;

/**
 * The storage of a till on Node.js: a log of changes, each written through to the disk before it counts. A change that a crash
 * cut short never was. One process a file.
 */
export class FileStorage implements TillStorage {
  readonly #log: FileHandle;
  readonly #entries: Map<string, Json>;
  #bytes: number;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(log: FileHandle, entries: Map<string, Json>, bytes: number) {
    this.#log = log;
    this.#entries = entries;
    this.#bytes = bytes;
  }

  /** @throws SyntaxError if anything but the end of the file is damaged */
  static async open(path: string): Promise<FileStorage> {
    const { entries, lines, bytes } = await load(path);
    if (lines > entries.size + staleLines) return FileStorage.#rewritten(path, entries);
    const log = await open(path, 'a');
    await log.truncate(bytes);
    await syncDirectory(path);
    return new FileStorage(log, entries, bytes);
  }

  static async #rewritten(path: string, entries: Map<string, Json>): Promise<FileStorage> {
    const text = lineOf({ put: [...entries] });
    const fresh = await open(`${path}.new`, 'w');
    await fresh.writeFile(text);
    await fresh.sync();
    await fresh.close();
    await rename(`${path}.new`, path);
    await syncDirectory(path);
    return new FileStorage(await open(path, 'a'), entries, Buffer.byteLength(text));
  }

  async read(names: readonly string[]): Promise<Found> {
    await this.#last;
    return pick(this.#entries, names);
  }

  change<Result>(names: readonly string[], decide: (found: Found) => Change<Result>): Promise<Result> {
    const changed = this.#last.then(async () => {
      const { result, ...change } = decide(pick(this.#entries, names));
      await this.#write(lineOf(change));
      apply(this.#entries, change);
      return result;
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#log.close();
  }

  /** What cannot be written whole, on a full disk, is taken back, so that the next change does not follow a torn one. */
  async #write(line: string): Promise<void> {
    try {
      await this.#log.appendFile(line);
      await this.#log.sync();
      this.#bytes += Buffer.byteLength(line);
    } catch (error) {
      await this.#log.truncate(this.#bytes);
      throw error;
    }
  }
}

const lineOf = (change: Line): string => `${JSON.stringify(change)}\n`;

/** What the whole lines of the file come to, and how many bytes they are. */
const load = async (path: string) => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').slice(0, -1);
  const entries = new Map<string, Json>();
  for (const line of lines) apply(entries, JSON.parse(line) as Line);
  return { entries, lines: lines.length, bytes: Buffer.byteLength(whole) };
};

/** A new name is on the disk once its directory is. */
const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(dirname(path), 'r');
  await directory.sync();
  await directory.close();
};
