import type { Carrier, ScanMeaning, TrackingScan } from '../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { Instant } from '../../../domain/shared/message.ts';

type LabelRequest = Parameters<Carrier['buyLabel']>[0];

/** A scan, named by its meaning and time. */
export const scan = (meaning: ScanMeaning, occurredAt: Instant, changes: Partial<TrackingScan> = {}): TrackingScan => ({
  scanId: `${meaning}@${occurredAt}`,
  meaning,
  status: meaning.toUpperCase(),
  location: 'Lima',
  description: null,
  occurredAt,
  ...changes,
});

/** A carrier that does what its test tells it. Its webhooks are JSON reports with the header `secret: secret`. */
export class InMemoryCarrier implements Carrier {
  readonly name: string;
  /** Labels bought, in order. */
  readonly bought: LabelRequest[] = [];
  /** Numbers that were asked for, in order. */
  readonly asked: string[] = [];
  readonly scans = new Map<string, readonly TrackingScan[]>();
  /** Calls fail as if it were out of reach; `after` ones had their effect all the same. */
  outage: 'none' | 'before' | 'after' = 'none';
  refusal: { readonly reason: string; readonly message: string } | undefined;

  constructor(name: string) {
    this.name = name;
  }

  rates(): ReturnType<Carrier['rates']> {
    return Promise.resolve({ ok: true, rates: [] });
  }

  buyLabel(request: LabelRequest): ReturnType<Carrier['buyLabel']> {
    return this.#reach(() => {
      if (this.refusal !== undefined) return { ok: false, ...this.refusal };
      this.bought.push(request);
      const trackingNumber = `T${this.bought.length}`;
      return { ok: true, trackingNumber, labelUrl: `https://labels/${trackingNumber}` };
    });
  }

  track(trackingNumber: string): Promise<readonly TrackingScan[]> {
    return this.#reach(() => {
      this.asked.push(trackingNumber);
      return this.scans.get(trackingNumber) ?? [];
    });
  }

  readWebhook({ headers, body }: Parameters<Carrier['readWebhook']>[0]): ReturnType<Carrier['readWebhook']> {
    if (headers.secret !== 'secret') return Promise.resolve({ ok: false, reason: 'unverified' });
    const text = Buffer.from(body).toString();
    if (!text.startsWith('[')) return Promise.resolve({ ok: false, reason: 'malformed' });
    const reports = JSON.parse(text) as { trackingNumber: string; scans: TrackingScan[] }[];
    return Promise.resolve({ ok: true, eventId: text, reports });
  }

  /** Answers in a later turn, as a carrier would. */
  async #reach<T>(call: () => T): Promise<T> {
    await Promise.resolve();
    if (this.outage === 'before') throw new ServiceUnavailableError(this.name);
    const answer = call();
    if (this.outage === 'after') throw new ServiceUnavailableError(this.name);
    return answer;
  }
}
