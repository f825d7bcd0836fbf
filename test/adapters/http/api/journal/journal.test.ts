import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { JournalEntry } from '../../../../../projections/journal/view.ts';
import { largestJournalPage } from '../../../../../projections/journal/queries.ts';
import { pageOf } from '../../../../../projections/paging/queries.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { inMemoryReadSide } from '../../support/in-memory-read-side.ts';
import { placedOrder, takeTo } from '../../support/journeys.ts';

const path = '/api/v1/reports/journal';
const csv = { accept: 'text/csv' };

const listed = z.object({
  items: z.array(z.looseObject({ entry_id: z.string(), description: z.string() })),
  next_cursor: z.string().nullable(),
});

describe('GET /reports/journal', () => {
  let http: HttpTest;
  let orderId: string;
  before(async () => {
    const accountCodes = { receivable: '1103', cash: '=1+1' };
    http = await new HttpTest(() => ({ accountCodes })).listen();
    orderId = await placedOrder(http);
    await takeTo(http, orderId, 'confirmed');
    http.clock.advance(60);
    await http.ok('POST', `/orders/${orderId}/refunds`, { amount: 5.5, currency: 'GBP' });
  });
  after(() => http.close());

  const list = async (query = '') => listed.parse(await http.ok('GET', `/reports/journal${query}`));
  const descriptions = async (query: string) => (await list(query)).items.map(({ description }) => description);
  const csvOf = (query = '') => http.request('GET', path + query, { headers: csv });

  it('tells entries with the organisation’s own account codes', async () => {
    const { items, next_cursor } = await list();
    assert.equal(next_cursor, null);
    assert.deepEqual(items[0], {
      entry_id: items[0]!.entry_id,
      date: '2026-11-23T15:00:00.000Z',
      order_id: orderId,
      order_number: 'ORD-2026-000001',
      document: null,
      description: `payment ${orderId}.P1`,
      lines: [
        { account: '=1+1', debit: 28.99, credit: 0, currency: 'GBP' },
        { account: '1103', debit: 0, credit: 28.99, currency: 'GBP' },
      ],
    });
    assert.equal(items.length, 2);
  });

  it('goes by days or instants, the last one left out', async () => {
    const [payment, refund] = await descriptions('');
    assert.deepEqual(await descriptions('?from=2026-11-23&to=2026-11-24'), [payment, refund]);
    assert.deepEqual(await descriptions('?to=2026-11-23T16:00:00Z'), [payment]);
    assert.deepEqual(await descriptions('?from=2026-11-23T13:00:00-03:00'), [refund]);
    assert.deepEqual(await descriptions('?from=2026-11-24'), []);
    assert.equal(await http.refused('GET', `${path}?from=yesterday`), '400 validation_failed');
  });

  it('pages, and goes on in CSV where a page ended', async () => {
    const { items, next_cursor } = await list('?limit=1');
    const rest = await list(`?limit=1&cursor=${next_cursor!}`);
    assert.deepEqual([items.length, rest.items.length, rest.next_cursor], [1, 1, null]);
    const { text } = await csvOf(`?cursor=${next_cursor!}`);
    assert.deepEqual(
      new Set(
        parse(text)
          .slice(1)
          .map(([id]) => id),
      ),
      new Set([rest.items[0]!.entry_id]),
    );
  });

  it('is CSV for who asks for it, without formulas', async () => {
    const { status, headers, text } = await csvOf();
    const [payment, refund] = (await list()).items.map(({ entry_id }) => entry_id);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(headers.get('content-disposition'), 'attachment; filename="journal.csv"');
    const on = 'GBP,ORD-2026-000001,';
    const back = `refund ${refundOf(text)} of ${orderId}.P1 (goodwill)`;
    assert.deepEqual(text.split('\r\n'), [
      'entry_id,date,account,debit,credit,currency,order_number,document,description',
      `${payment},2026-11-23T15:00:00.000Z,'=1+1,28.99,0.00,${on},payment ${orderId}.P1`,
      `${payment},2026-11-23T15:00:00.000Z,1103,0.00,28.99,${on},payment ${orderId}.P1`,
      `${refund},2026-11-23T16:00:00.000Z,1103,5.50,0.00,${on},${back}`,
      `${refund},2026-11-23T16:00:00.000Z,'=1+1,0.00,5.50,${on},${back}`,
      '',
    ]);
  });

  const refundOf = (text: string): string => /refund (\S+) of/.exec(text)![1]!;

  it('is JSON for who does not mind, and nothing else', async () => {
    for (const accept of ['*/*', 'application/json', 'text/csv;q=0.5, application/json']) {
      const { headers } = await http.request('GET', path, { headers: { accept } });
      assert.equal(headers.get('content-type'), 'application/json; charset=utf-8', accept);
    }
    assert.equal(await http.refused('GET', path, { headers: { accept: 'image/png' } }), '406 not_acceptable');
  });

  it('refuses CSV as it refuses JSON', async () => {
    const headers = { ...csv, ...tokenOf('order.operator', 'olga') };
    assert.equal(await http.refused('GET', path, { headers }), '403 forbidden');
    assert.equal(await http.refused('GET', `${path}?cursor=nope`, { headers: csv }), '400 invalid_cursor');
    assert.equal((await http.request('HEAD', path, { headers: csv })).text, '');
  });

  it('streams a journal of any length, page by page', async () => {
    const entry = (number: number): JournalEntry => ({
      entryId: String(number).padStart(6, '0'),
      at: '2026-11-23T15:00:00.000Z',
      orderId: 'o1',
      orderNumber: 'ORD-1',
      document: null,
      description: 'a "quoted", text',
      currency: 'CLP',
      lines: [
        { account: 'cash', debit: 1, credit: 0 },
        { account: 'receivable', debit: 0, credit: 1 },
      ],
    });
    const all = Array.from({ length: 5_500 }, (_, index) => entry(index));
    const asked: number[] = [];
    const long = await new HttpTest(({ store }) => ({
      readSide: {
        ...inMemoryReadSide(store),
        listJournal: (_organizationId, _period, { limit, after }) => {
          asked.push(limit);
          const start = after === undefined ? 0 : Number(after.id) + 1;
          const rows = all.slice(start, start + limit + 1);
          return Promise.resolve(pageOf(rows, limit, ({ at, entryId }) => ({ at, id: entryId })));
        },
      },
    })).listen();
    try {
      const { text } = await long.request('GET', path, { headers: csv });
      const rows: Record<string, string>[] = parse(text, { columns: true });
      assert.deepEqual(
        rows.filter((_, index) => index % 2 === 0).map(({ entry_id }) => entry_id),
        all.map(({ entryId }) => entryId),
      );
      assert.deepEqual(rows[1], {
        entry_id: '000000',
        date: '2026-11-23T15:00:00.000Z',
        account: 'receivable',
        debit: '0',
        credit: '1',
        currency: 'CLP',
        order_number: 'ORD-1',
        document: '',
        description: 'a "quoted", text',
      });
      assert.deepEqual(asked, Array(6).fill(largestJournalPage));
    } finally {
      await long.close();
    }
  });

  it('tells an outage as one, and breaks off what it cannot end', async () => {
    const pages = [pageOf([], 1, () => ({ at: '', id: '' }))];
    const broken = await new HttpTest(({ store }) => ({
      readSide: {
        ...inMemoryReadSide(store),
        listJournal: () => {
          const [first] = pages.splice(0, 1);
          if (first === undefined) return Promise.reject(new Error('gone'));
          return Promise.resolve({ ...first, next: { at: '2026-11-23T15:00:00.000Z', id: 'x' } });
        },
      },
    })).listen();
    try {
      await assert.rejects(broken.request('GET', path, { headers: csv }), TypeError);
      assert.equal(await broken.refused('GET', path, { headers: csv }), '500 internal_error');
    } finally {
      await broken.close();
    }
  });
});
