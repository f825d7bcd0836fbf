import assert from 'node:assert/strict';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { InMemoryTaxAuthority } from '../../../../support/in-memory-tax-authority.ts';
import { assertHas } from '../../support/assert-has.ts';
import { checkoutOf, documented, filledCart, placedOrder, takeTo } from '../../support/journeys.ts';

const receiver = { tax_id: '20100070970', legal_name: 'Comercial SAC', email: 'buyer@example.com' };

describe('documents over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  const confirmed = async (): Promise<string> => {
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    await takeTo(http, orderId, 'confirmed');
    return orderId;
  };

  const get = (path: string, accept: string, headers: Record<string, string> = {}) =>
    fetch(`${http.url}/api/v1${path}`, { headers: { Accept: accept, ...tokenOf('order.admin', 'root'), ...headers } });

  const errorOf = async (response: Response): Promise<unknown> => {
    const { error } = (await response.json()) as { error: { code: string } };
    return [response.status, error.code];
  };

  it('are listed by their order, shown one by one, and in short on the order', async () => {
    const orderId = await confirmed();
    const documentId = await documented(http, orderId);
    const short = {
      document_id: documentId,
      kind: 'receipt',
      document_type: 'receipt',
      series: 'R',
      folio: 1,
      status: 'numbered',
      total: 28.99,
      issued_at: '2026-11-23T15:00:00.000Z',
    };
    assertHas(await http.ok('GET', `/orders/${orderId}/documents`), { items: [short] });
    assertHas(await http.ok('GET', `/documents/${documentId}?min_version=2`), { ...short, version: 2, receiver: null });
    const order = (await http.ok('GET', `/orders/${orderId}`)) as { documents: unknown };
    assert.deepEqual(order.documents, [short]);
    const placed = (await http.ok('GET', `/orders/${orderId}?version=1`)) as { documents: unknown };
    assert.deepEqual(placed.documents, [short], 'placed and issued at the same time of this clock');
  });

  it('come as their XML, to the byte', async () => {
    const documentId = await documented(http, await confirmed(), new InMemoryTaxAuthority());
    const response = await get(`/documents/${documentId}`, 'application/xml');
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/xml']);
    const signed = http.shop.store.all().find(({ type }) => type === 'DocumentSigned')!;
    const { personal } = signed.data as { personal: { xml: string } };
    assert.equal(await response.text(), personal.xml);
  });

  it('come in the encoding that their XML declares', async () => {
    const authority = new InMemoryTaxAuthority('CL', [{ series: '39', from: 1, to: 9, expiresAt: null }]);
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<DTE>Ñandú</DTE>';
    authority.sign = () => Promise.resolve({ xml, barcode: null });
    const documentId = await documented(http, await confirmed(), authority);
    const response = await get(`/documents/${documentId}`, 'application/xml');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from(xml, 'latin1'));
  });

  it('come as a page', async () => {
    const documentId = await documented(http, await confirmed());
    const response = await get(`/documents/${documentId}`, 'text/html');
    assert.deepEqual(
      [response.status, response.headers.get('content-type'), await response.text()],
      [200, 'text/html; charset=utf-8', `<!doctype html><title>${documentId}</title>`],
    );
  });

  it('have no XML while they are plain or not signed, and no other form than these', async () => {
    const documentId = await documented(http, await confirmed());
    assert.deepEqual(await errorOf(await get(`/documents/${documentId}`, 'application/xml')), [
      404,
      'document_not_signed',
    ]);
    assert.deepEqual(await errorOf(await get(`/documents/${documentId}`, 'image/png')), [406, 'not_acceptable']);
  });

  it('have no page before they have a number', async () => {
    const orderId = await confirmed();
    const none = new InMemoryTaxAuthority('CL', []);
    await assert.rejects(documented(http, orderId, none), /load another CAF/);
    assert.deepEqual(await errorOf(await get(`/documents/${orderId}.D1`, 'text/html')), [404, 'document_not_numbered']);
    assertHas(await http.ok('GET', `/documents/${orderId}.D1`), { folio: null, status: 'requested' });
  });

  it('are their buyer’s only', async () => {
    const orderId = await confirmed();
    const documentId = await documented(http, orderId);
    for (const accept of ['application/json', 'application/xml', 'text/html']) {
      const response = await get(`/documents/${documentId}`, accept, tokenOf('order.customer', 'eve'));
      assert.deepEqual(await errorOf(response), [404, 'document_not_found'], accept);
    }
    const list = await get(`/orders/${orderId}/documents`, 'application/json', tokenOf('order.customer', 'eve'));
    assert.deepEqual(await errorOf(list), [404, 'order_not_found']);
    const own = await get(`/documents/${documentId}`, 'application/json', tokenOf('order.customer', 'ann'));
    assert.equal(own.status, 200);
  });

  it('are made out to whom the buyer names', async () => {
    const cartId = await filledCart(http);
    const placed = await http.ok('POST', '/orders/from-cart', { ...checkoutOf(cartId), tax_receiver: receiver });
    const { order_id: orderId } = placed as { order_id: string };
    await takeTo(http, orderId, 'confirmed');
    const documentId = await documented(http, orderId, new InMemoryTaxAuthority());
    assertHas(await http.ok('GET', `/documents/${documentId}`), { kind: 'invoice', document_type: '01', receiver });
  });

  it('may be debit notes by hand', async () => {
    const orderId = await confirmed();
    const note = { kind: 'debit_note', amount: 5.5, currency: 'GBP', reason: 'Gift wrap' };
    const early = await http.request('POST', `/api/v1/orders/${orderId}/documents`, { body: note });
    assert.equal(early.status, 404);
    assertHas(early.json, { error: { code: 'no_document_to_change' } });
    await documented(http, orderId);
    const operator = tokenOf('order.operator', 'olga');
    const { status, json } = await http.request('POST', `/api/v1/orders/${orderId}/documents`, {
      body: note,
      headers: operator,
    });
    assert.equal(status, 201);
    assertHas((json as { data: unknown }).data, {
      document_id: `${orderId}.D2`,
      kind: 'debit_note',
      total: 5.5,
      folio: null,
      reason: 'Gift wrap',
      reference: { document_id: `${orderId}.D1`, document_type: 'receipt', series: 'R', folio: 1 },
    });
    await documented(http, orderId);
    assertHas(await http.ok('GET', `/documents/${orderId}.D2`), { series: 'D', folio: 1, status: 'numbered' });
    const customer = await http.request('POST', `/api/v1/orders/${orderId}/documents`, {
      body: note,
      headers: tokenOf('order.customer', 'ann'),
    });
    assert.equal(customer.status, 403);
  });
});
