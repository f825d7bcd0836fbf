import assert from 'node:assert/strict';
import { FolioRanges, type FolioSeries } from '../../../application/documents/folio-ranges.ts';
import { openFolioRanges } from '../../../application/documents/open-folio-ranges.ts';
import { NoFoliosError } from '../../../application/documents/take-folio.ts';
import type { AuthorizedRange } from '../../../application/ports/tax-authority.ts';
import type { StreamName } from '../../../domain/shared/stream.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryTaxAuthority } from '../../support/in-memory-tax-authority.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { confirmed, countTo, documentsFixture, foliosOf, shortly, type DocumentsFixture } from './documents-fixture.ts';

const caf = (from: number, to: number, expiresAt: string | null = null): AuthorizedRange => ({
  series: '39',
  from,
  to,
  expiresAt,
});

const of: FolioSeries = { organizationId: 'demo', book: 'CL', series: '39' };

/** Orders, and then all their documents at once, in two processes that handle every event both. */
const race = async (authority: InMemoryTaxAuthority, count: number): Promise<DocumentsFixture> => {
  const one = documentsFixture({ authority });
  for (const n of countTo(count)) await confirmed(one, `order ${n}`);
  const two = documentsFixture({ log: one.log, authority, process: 1 });
  const events = one.log.all();
  await Promise.all([one, two].flatMap(({ handle }) => events.map((event) => handle(event))));
  await one.deliver();
  return one;
};

const opened = (fixture: DocumentsFixture, authority: InMemoryTaxAuthority): Promise<void> =>
  openFolioRanges(fixture.issuing, contextFor('open'), authority, of, 1);

const rangesIn = (fixture: DocumentsFixture) =>
  fixture.log
    .all()
    .filter(({ type }) => type === 'FolioRangeOpened')
    .map(({ stream, data }) => {
      const { range, from, to } = data as { range: number; from: number; to: number };
      return [stream, range, from, to];
    });

describe('folios', () => {
  it('of a hundred racing invoices are a hundred consecutive ones', async () => {
    const authority = new InMemoryTaxAuthority('CL', [caf(501, 700)]);
    const fixture = await race(authority, 100);
    assert.deepEqual(
      foliosOf(fixture.log, '39'),
      countTo(100).map((n) => 500 + n),
    );
    assert.deepEqual(
      [...authority.numbers()].sort(),
      countTo(100).map((n) => `39-${500 + n}`),
    );
  }).timeout(20_000);

  it('go on in the next range, also in a race', async () => {
    const fixture = await race(new InMemoryTaxAuthority('CL', [caf(1, 7), caf(101, 105), caf(8, 100)]), 30);
    const expected = [...countTo(7), 101, 102, 103, 104, 105, ...countTo(18).map((n) => 7 + n)];
    assert.deepEqual(foliosOf(fixture.log, '39'), expected);
  }).timeout(20_000);

  it('are never skipped for a range that has more: documents wait for the next CAF', async () => {
    const authority = new InMemoryTaxAuthority('CL', [caf(1, 1)]);
    const fixture = documentsFixture({ authority });
    await confirmed(fixture, 'one');
    const two = await confirmed(fixture, 'two');
    await assert.rejects(
      fixture.deliver(),
      (error) => error instanceof NoFoliosError && /series 39.*load another CAF/.test(error.message),
    );
    const loaded = new InMemoryTaxAuthority('CL', [caf(1, 1), caf(2, 10)]);
    const restarted = documentsFixture({ authority: loaded, log: fixture.log, process: 1 });
    await restarted.deliver();
    assert.deepEqual(shortly(await restarted.documents(two)), [['receipt', '39', 2, 'accepted', 2750]]);
  });

  it('of an expired range are left', async () => {
    const authority = new InMemoryTaxAuthority('CL', [caf(1, 10, '2026-11-23T16:00:00.000Z'), caf(11, 20)]);
    const fixture = documentsFixture({ authority });
    await confirmed(fixture);
    await fixture.deliver();
    assert.deepEqual(foliosOf(fixture.log, '39'), [11]);
  });

  it('are opened a thousand at most a range; ranges keep their numbers when more are loaded', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority('CL') });
    await opened(fixture, new InMemoryTaxAuthority('CL', [caf(2001, 3500)]));
    await opened(fixture, new InMemoryTaxAuthority('CL', [caf(2001, 3500)]));
    await opened(fixture, new InMemoryTaxAuthority('CL', [caf(1, 10), caf(2001, 3500)]));
    assert.deepEqual(rangesIn(fixture), [
      ['folios-demo/CL.39.1', 1, 2001, 3000],
      ['folios-demo/CL.39.2', 2, 3001, 3500],
      ['folios-demo/CL.39.3', 3, 1, 10],
    ]);
    const overlapping = new InMemoryTaxAuthority('CL', [caf(5, 20)]);
    await assert.rejects(opened(fixture, overlapping), /folio 5 of series 39 is in two ranges/);
  });

  it('count freely where the authority gives none out: by the thousand', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority('PE') });
    const { handlers } = fixture;
    const free: FolioSeries = { organizationId: 'demo', book: 'PE', series: 'B001' };
    await openFolioRanges(fixture.issuing, contextFor('open'), undefined, free, 1);
    for (const n of countTo(1000)) {
      const command = { type: 'AllocateFolio', documentId: `d${n}`, at: '2026-11-23T15:00:00.000Z' } as const;
      await handlers.folios.handle('PE.B001.1', contextFor(`allocate ${n}`), command);
    }
    const orderId = await confirmed(fixture);
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1001, 'accepted', 2750]]);
    assert.equal(await new FolioRanges(fixture.store).current(free), 2);
  });

  it('are looked for by doubling steps, not range by range', async () => {
    const begun = 700;
    const asked: number[] = [];
    const { log } = documentsFixture();
    await confirmed(documentsFixture({ log }));
    const [event] = log.all();
    const read = (stream: StreamName) => {
      const range = Number(stream.split('.').at(-1));
      asked.push(range);
      return Promise.resolve(range <= begun && event !== undefined ? [event] : []);
    };
    const ranges = new FolioRanges({ ...meddlingEventStore(log, {}), read });
    assert.equal(await ranges.current(of), begun);
    assert.ok(asked.length <= 20, String(asked.length));
    ranges.gave(of, begun + 1);
    ranges.gave(of, 3);
    assert.equal(await ranges.current(of), begun + 1);
  });
});
