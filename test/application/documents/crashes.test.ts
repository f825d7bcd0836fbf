import assert from 'node:assert/strict';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryTaxAuthority, type RegimeAuthority } from '../../support/in-memory-tax-authority.ts';
import { accepted } from '../../support/test-engine.ts';
import { confirmed, documentEvents, documentsFixture, foliosOf, shortly } from './documents-fixture.ts';

class Crash extends Error {}

/** Counts calls to the outside, and dies at the n-th: before it, or after it with its answer lost. */
class Fuse {
  calls = 0;
  readonly #at: number;
  readonly #after: boolean;

  constructor(at: number, after: boolean) {
    this.#at = at;
    this.#after = after;
  }

  async through<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    if (this.calls > this.#at || (this.calls === this.#at && !this.#after)) throw new Crash();
    const answer = await call();
    if (this.calls === this.#at) throw new Crash();
    return answer;
  }
}

const fusedStore = (store: EventStore, fuse: Fuse): EventStore => ({
  append: (stream, expected, events) => fuse.through(() => store.append(stream, expected, events)),
  read: (stream, options) => fuse.through(() => store.read(stream, options)),
  subscribe: (options) => store.subscribe(options),
  head: () => store.head(),
  ping: () => store.ping(),
  close: () => store.close(),
});

const fusedAuthority = (authority: InMemoryTaxAuthority, fuse: Fuse): RegimeAuthority => ({
  regime: authority.regime,
  ...(authority.authorizedRanges !== undefined && { authorizedRanges: authority.authorizedRanges }),
  sign: (document) => fuse.through(() => authority.sign(document)),
  submit: (document, signed) => fuse.through(() => authority.submit(document, signed)),
  verdict: (document, trackingId) => fuse.through(() => authority.verdict(document, trackingId)),
  ping: () => authority.ping(),
});

/** The first range has one folio, so that the note's document moves to the next. */
const ranges = [
  { series: '39', from: 7, to: 7, expiresAt: null },
  { series: '61', from: 1, to: 1, expiresAt: null },
  { series: '61', from: 50, to: 60, expiresAt: null },
];

/** Two orders, one of them cancelled: two receipts would need two folios, so the second order waits without. */
const prepare = async () => {
  const log = new InMemoryEventStore();
  const authority = new InMemoryTaxAuthority('CL', ranges);
  const fixture = documentsFixture({ log, authority });
  const orderId = await confirmed(fixture);
  const goodwill = { amount: 250, method: 'original_payment', currency: 'USD' } as const;
  accepted(await fixture.engine.orders.refund(contextFor('goodwill'), orderId, goodwill));
  accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));
  return { log, authority, orderId };
};

const outcome = async (log: InMemoryEventStore, authority: InMemoryTaxAuthority, orderId: string) => ({
  documents: shortly((await documentsFixture({ log, authority }).documents(orderId)).slice()),
  types: (await documentEvents(log, orderId)).map(({ type }) => type),
  folios: [foliosOf(log, '39'), foliosOf(log, '61')],
  taken: [...authority.taken].map(([number, { xml }]) => [number, xml]),
});

describe('documents, whatever crashes', () => {
  it('get the same folios, once each, one XML and one acceptance at every cut', async () => {
    const whole = await prepare();
    await documentsFixture({ ...whole, process: 1 }).deliver();
    const expected = await outcome(whole.log, whole.authority, whole.orderId);
    assert.deepEqual(expected.documents, [
      ['receipt', '39', 7, 'accepted', 2750],
      ['credit_note', '61', 1, 'accepted', 250],
      ['credit_note', '61', 50, 'accepted', 2500],
    ]);
    assert.deepEqual(expected.folios, [[7], [1, 50]]);

    let cuts = 0;
    for (const after of [false, true]) {
      for (let at = 1; ; at += 1) {
        const { log, authority, orderId } = await prepare();
        const fuse = new Fuse(at, after);
        const dying = documentsFixture({
          log,
          store: fusedStore(log, fuse),
          authority: fusedAuthority(authority, fuse),
          process: 1,
        });
        const died = await dying.deliver().then(
          () => false,
          (error: unknown) => {
            if (error instanceof Crash) return true;
            throw error;
          },
        );
        await documentsFixture({ log, authority, process: 2 }).deliver();
        assert.deepEqual(await outcome(log, authority, orderId), expected, `cut at call ${at}, after it: ${after}`);
        if (!died) break;
        cuts += 1;
      }
    }
    assert.ok(cuts > 60, `only ${cuts} cuts`);
  });
});
