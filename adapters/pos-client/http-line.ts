import { LineError, type EngineLine, type LineTrouble } from './engine-line.ts';
import type { RecordResult, TillRecord } from './records.ts';
import type { Product } from './tally.ts';

export interface HttpLineOptions {
  /** Of the engine, as `https://engine.example`; in a page that comes from the same place: `''`. */
  readonly baseUrl: string;
  /** Asked for before each request; none where the engine asks for none. */
  readonly token?: () => string | Promise<string>;
  /** 30 seconds by default. */
  readonly timeoutMs?: number;
}

/** The way to the engine's HTTP interface. */
export class HttpLine implements EngineLine {
  readonly #options: HttpLineOptions;

  constructor(options: HttpLineOptions) {
    this.#options = options;
  }

  async sync(tillId: string, records: readonly TillRecord[]): Promise<readonly RecordResult[]> {
    const { results } = (await this.#ask('POST', '/pos/sync', { till_id: tillId, records })) as {
      readonly results: readonly RecordResult[];
    };
    return results;
  }

  async products(words: string): Promise<readonly Product[]> {
    const query = new URLSearchParams({ limit: '100', ...(words !== '' && { q: words }) });
    const { items } = (await this.#ask('GET', `/products?${query.toString()}`)) as {
      readonly items: readonly Product[];
    };
    return items;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const { baseUrl, token, timeoutMs = 30_000 } = this.#options;
    const authorization = token === undefined ? undefined : `Bearer ${await token()}`;
    let response: Response;
    let json: { readonly data?: unknown; readonly error?: { readonly code: string; readonly message: string } };
    try {
      response = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: {
          ...(authorization !== undefined && { authorization }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      json = (await response.json()) as typeof json;
    } catch (cause) {
      throw new LineError('away', 'the engine does not answer', { cause });
    }
    if (response.ok) return json.data;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new LineError(troubleOf(response.status), json.error?.message ?? `the engine answered ${response.status}`, {
      ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
    });
  }
}

const troubleOf = (status: number): LineTrouble => {
  if (status === 429 || status === 502 || status === 503 || status === 504) return 'away';
  return status === 413 || status >= 500 ? 'failed' : 'refused';
};
