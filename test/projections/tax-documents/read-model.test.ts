import assert from 'node:assert/strict';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import { readVersions } from '../../../projections/versions/read-versions.ts';
import { at, contentsOf, documented, quoted, receipted } from '../../domain/tax-document/sales.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { history, place } from '../support/orders.ts';

const later = '2026-11-24T09:00:00.000Z';
const barcode = { symbology: 'pdf417', text: '<TED/>' } as const;

const said = (documentId: string) => ({ orderId: 'o1', documentId, at: later });

const signed = (documentId: string): TaxDocumentEvent => ({
  type: 'DocumentSigned',
  data: {
    ...said(documentId),
    sha256: `sha of ${documentId}`,
    personal: { xml: `<DTE>\n${documentId}</DTE>`, barcode },
  },
});

const submitted = (documentId: string): TaxDocumentEvent => ({
  type: 'DocumentSubmitted',
  data: { ...said(documentId), trackingId: `T ${documentId}` },
});

const accepted = (documentId: string): TaxDocumentEvent => ({
  type: 'DocumentAccepted',
  data: { ...said(documentId), authorityReference: `R ${documentId}`, notes: ['late'] },
});

const stamped = (documentId: string): TaxDocumentEvent => ({
  type: 'DocumentAccepted',
  data: {
    ...said(documentId),
    authorityReference: `R ${documentId}`,
    notes: [],
    sha256: 'stamped',
    personal: { xml: '<TFD/>', barcode: null },
  },
});

const rejected = (documentId: string): TaxDocumentEvent => ({
  type: 'DocumentRejected',
  data: { ...said(documentId), code: '7', message: 'wrong' },
});

/** A receipt and a note on it, both numbered. */
const twoDocuments = (): readonly TaxDocumentEvent[] =>
  documented(receipted(quoted()), quoted(), { kind: 'discount', amount: 1000 });

const sample = { name: 'tax_documents', category: 'documents', id: 'o1', events: twoDocuments() } as const;

describeReadModel('the read model of tax documents', sample, (model) => {
  const add = (...events: readonly TaxDocumentEvent[]) => model.log.add(['documents', 'demo', 'o1'], ...events);
  const versionOf = async (): Promise<number | undefined> => {
    const stream = 'documents-demo/o1';
    const of = { stream, category: 'documents', organizationId: 'demo', id: 'o1' } as const;
    return (await readVersions(model.database.readModel, [of])).get(stream);
  };

  for (const batchSize of [1, 100]) {
    it(`follows documents from request to verdict, in batches of ${batchSize}`, async () => {
      await add(...twoDocuments(), signed('o1.D1'), submitted('o1.D1'), accepted('o1.D1'), signed('o1.D2'));
      await model.project({ batchSize });
      const [receipt, note] = contentsOf(twoDocuments());
      assert.deepEqual(await model.reads.getDocument('demo', 'o1.D1'), {
        document: {
          content: receipt,
          status: 'accepted',
          folio: 1,
          sha256: 'sha of o1.D1',
          trackingId: 'T o1.D1',
          authorityReference: 'R o1.D1',
          notes: ['late'],
          rejection: null,
          barcode,
          updatedAt: later,
          version: 7,
        },
        xml: '<DTE>\no1.D1</DTE>',
      });
      const listed = await model.reads.listDocuments('demo', 'o1');
      assert.deepEqual(
        listed.map(({ content, status, version }) => [content, status, version]),
        [
          [receipt, 'accepted', 7],
          [note, 'signed', 8],
        ],
      );
      const common = { status: 'accepted', currency: 'CLP', issuedAt: at } as const;
      assert.deepEqual(await model.reads.summarizeDocuments('demo', 'o1'), [
        { documentId: 'o1.D1', kind: 'receipt', documentType: '39', series: '39', folio: 1, total: 10_000, ...common },
        {
          ...common,
          documentId: 'o1.D2',
          kind: 'credit_note',
          documentType: '61',
          series: '61',
          folio: 2,
          total: 1000,
          status: 'signed',
        },
      ]);
      assert.equal(await versionOf(), 8);
    });
  }

  it('has the stamped document in the place of the signed one', async () => {
    await add(...receipted(quoted()), signed('o1.D1'), stamped('o1.D1'));
    await model.project();
    const found = await model.reads.getDocument('demo', 'o1.D1');
    assert.deepEqual([found?.xml, found?.document.sha256, found?.document.barcode], ['<TFD/>', 'stamped', null]);
  });

  it('keeps why a document was refused, and its XML', async () => {
    await add(...receipted(quoted()), signed('o1.D1'), rejected('o1.D1'));
    await model.project();
    const found = await model.reads.getDocument('demo', 'o1.D1');
    assert.deepEqual(
      [found?.xml, found?.document.status, found?.document.rejection],
      ['<DTE>\no1.D1</DTE>', 'rejected', { code: '7', message: 'wrong' }],
    );
  });

  it('shows customers the documents of their own orders only', async () => {
    await model.log.add(['order', 'demo', 'o1'], ...history(place('o1')));
    await add(...receipted(quoted()));
    await model.project();
    const of = (onlyCustomerId?: string) =>
      model.reads.getDocument('demo', 'o1.D1', onlyCustomerId === undefined ? {} : { onlyCustomerId });
    assert.ok((await of()) !== undefined);
    assert.ok((await of('customer-1')) !== undefined);
    assert.equal(await of('customer-2'), undefined);
    assert.equal(await model.reads.getDocument('other', 'o1.D1'), undefined);
    assert.deepEqual(await model.reads.listDocuments('other', 'o1'), []);
  });

  it('pages over the documents that await their verdict', async () => {
    await add(...twoDocuments(), signed('o1.D1'), submitted('o1.D1'), signed('o1.D2'), submitted('o1.D2'));
    await model.log.add(['documents', 'a shop', 'o1'], ...receipted(quoted()), signed('o1.D1'), submitted('o1.D1'));
    await model.log.add(['documents', 'z shop', 'o1'], ...receipted(quoted()), signed('o1.D1'));
    await model.project();
    const pending = model.reads;
    const first = await pending.pendingVerdicts(2);
    assert.deepEqual(first, [
      { organizationId: 'a shop', documentId: 'o1.D1' },
      { organizationId: 'demo', documentId: 'o1.D1' },
    ]);
    assert.deepEqual(await pending.pendingVerdicts(2, first[1]), [{ organizationId: 'demo', documentId: 'o1.D2' }]);
  });

  it('writes ten thousand documents in few statements', async () => {
    const events = receipted(quoted());
    for (let n = 1; n <= 10_000; n += 1) {
      await model.log.add(['documents', 'demo', `o${n}`], ...events.map((event) => renamed(event, `o${n}`)));
    }
    const began = performance.now();
    await model.project({ batchSize: 1000 });
    const { rows } = await model.database.pool.query(
      'select count(*)::integer as documents from read_model.tax_documents',
    );
    assert.deepEqual(rows, [{ documents: 10_000 }]);
    assert.ok(performance.now() - began < 15_000, 'a row each would take minutes');
  }).timeout(30_000);
});

/** The same event of another order's receipt. */
const renamed = (event: TaxDocumentEvent, orderId: string): TaxDocumentEvent =>
  ({ ...event, data: { ...event.data, orderId, documentId: `${orderId}.D1` } }) as TaxDocumentEvent;
