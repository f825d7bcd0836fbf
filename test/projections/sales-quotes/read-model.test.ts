import assert from 'node:assert/strict';
import type { SalesQuoteEvent } from '../../../domain/quote/events.ts';
import type { ReadSide } from '../../../projections/read-models.ts';
import type { SalesQuoteDocument } from '../../../projections/sales-quotes/view.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import {
  accepted,
  approved,
  drafted,
  draftedAt,
  later,
  offered,
  ordered,
  orderRefused,
  parties,
  pending,
  quoteEvents,
  quoteFor,
  refusal,
  revised,
  terms,
  validUntil,
} from '../support/sales-quotes.ts';

const sample = {
  name: 'sales_quotes',
  category: 'quote',
  id: 'q1',
  events: quoteEvents('q1'),
  begins: { subject: 'a quote', neverWith: offered('q1') },
} as const;

describeReadModel('the read model of sales quotes', sample, (model) => {
  const show = async (id: string, onlyCustomerId?: string) =>
    model.reads.getSalesQuote('demo', id, onlyCustomerId === undefined ? {} : { onlyCustomerId });
  const list = async (filters: Parameters<ReadSide['listSalesQuotes']>[1] = {}) =>
    (await model.reads.listSalesQuotes('demo', filters, { limit: 100 })).items.map(({ salesQuoteId }) => salesQuoteId);

  it('follows one from its draft to its order', async () => {
    await model.add('q1', ...quoteEvents('q1'));
    await model.project();
    const expected: SalesQuoteDocument = {
      salesQuoteId: 'q1',
      status: 'ordered',
      version: 6,
      ...parties,
      ...terms,
      revision: 1,
      approvalReasons: ['negotiated_price'],
      approvedBy: 'maria',
      offeredAt: later,
      acceptance: {
        number: 1,
        orderId: 'order-of-q1',
        purchaseOrderNumber: 'PO-1',
        acceptedBy: 'customer-1',
        acceptedAt: later,
      },
      refusal: null,
      reason: null,
      order: { orderId: 'order-of-q1', orderNumber: 'ORD-2027-000007' },
      draftedBy: 'olga',
      draftedAt,
      updatedAt: later,
    };
    assert.deepEqual(await show('q1'), expected);
  });

  it('knows what every change comes to', async () => {
    const reasoned = { salesQuoteId: 'q1', reason: 'why', at: later };
    const changes: readonly (readonly [SalesQuoteEvent, Partial<SalesQuoteDocument>])[] = [
      [drafted('q1'), { status: 'pending_approval', offeredAt: null }],
      [
        { type: 'SalesQuoteDeclined', data: { ...reasoned, revision: 1, declinedBy: 'maria' } },
        { status: 'declined', reason: 'why' },
      ],
      [revised('q1'), { status: 'pending_approval', revision: 2, reason: null, notes: null }],
      [offered('q1'), { status: 'offered', offeredAt: later }],
      [accepted('q1'), { status: 'accepted', refusal: null }],
      [orderRefused('q1'), { status: 'offered', refusal }],
      [accepted('q1', 2), { status: 'accepted', refusal: null }],
      [orderRefused('q1', 2), { status: 'offered', refusal }],
      [
        { type: 'SalesQuoteRejected', data: { ...reasoned, rejectedBy: 'c' } },
        { status: 'rejected', reason: 'why' },
      ],
      [revised('q1'), { status: 'pending_approval', acceptance: null, refusal: null, reason: null, offeredAt: null }],
      [
        { type: 'SalesQuoteExpired', data: { salesQuoteId: 'q1', validUntil, at: validUntil } },
        { status: 'expired', updatedAt: validUntil },
      ],
      [
        { type: 'SalesQuoteWithdrawn', data: { ...reasoned, withdrawnBy: 'olga' } },
        { status: 'withdrawn', reason: 'why' },
      ],
      [ordered('q1'), { status: 'ordered' }],
    ];
    for (const [index, [event, expected]] of changes.entries()) {
      await model.add('q1', event);
      await model.project();
      const found = await show('q1');
      assert.ok(found !== undefined);
      assert.deepEqual({ ...found, ...expected, version: index + 1 }, found, event.type);
    }
  });

  it('shows customers what is offered to them, while it is', async () => {
    await model.add('q1', drafted('q1'), pending('q1'));
    await model.project();
    assert.deepEqual([await show('q1', 'customer-1'), await list({ onlyCustomerId: 'customer-1' })], [undefined, []]);
    await model.add('q1', approved('q1'), offered('q1'));
    await model.project();
    assert.equal((await show('q1', 'customer-1'))?.status, 'offered');
    assert.deepEqual(await list({ onlyCustomerId: 'customer-1' }), ['q1']);
    assert.deepEqual([await show('q1', 'customer-2'), await list({ onlyCustomerId: 'customer-2' })], [undefined, []]);
    await model.add('q1', revised('q1'));
    await model.project();
    assert.deepEqual([await show('q1', 'customer-1'), await list({ onlyCustomerId: 'customer-1' })], [undefined, []]);
    assert.deepEqual(await list(), ['q1']);
  });

  it('lists them page by page, the newest first, by status and by customer', async () => {
    await model.add('q1', drafted('q1'), offered('q1'));
    await model.add('q2', drafted('q2', { at: later }));
    await model.add('q3', drafted('q3', { customerId: 'customer-2' }), offered('q3'));
    await model.log.add(['quote', 'other', 'q4'], drafted('q4'));
    await model.project();
    assert.deepEqual(await list(), ['q2', 'q3', 'q1']);
    assert.deepEqual(await list({ status: 'offered' }), ['q3', 'q1']);
    assert.deepEqual(await list({ customerId: 'customer-1' }), ['q2', 'q1']);
    assert.deepEqual(await list({ customerId: 'customer-1', onlyCustomerId: 'customer-2' }), []);
    const { items, next } = await model.reads.listSalesQuotes('demo', {}, { limit: 2 });
    assert.deepEqual(
      items.map(({ salesQuoteId }) => salesQuoteId),
      ['q2', 'q3'],
    );
    const rest = await model.reads.listSalesQuotes('demo', {}, { limit: 2, after: next! });
    assert.deepEqual([rest.items.map(({ salesQuoteId }) => salesQuoteId), rest.next], [['q1'], null]);
    assert.equal(await model.reads.getSalesQuote('other', 'q1'), undefined);
  });

  it('finds them by their numbers and goods, as they are now, and by nothing personal', async () => {
    await model.add('q1', ...quoteEvents('q1'));
    await model.add('q2', drafted('q2', { quote: quoteFor('SKU-2') }));
    await model.project();
    assert.deepEqual(await list({ q: 'po-1' }), ['q1']);
    assert.deepEqual(await list({ q: 'ord-2027-000007 sku-1' }), ['q1']);
    assert.deepEqual(await list({ q: 'SKU-2' }), ['q2']);
    assert.deepEqual(await list({ q: 'sku-2 po-1' }), []);
    assert.deepEqual(await list({ q: 'tornillo' }), []);
    await model.add('q2', revised('q2'));
    await model.project();
    assert.deepEqual([await list({ q: 'SKU-2' }), (await list({ q: 'SKU-1' })).toSorted()], [[], ['q1', 'q2']]);
  });
});
