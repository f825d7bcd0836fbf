import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxCertificate } from '../../adapters/sandbox/tax-authorities/certificate.ts';
import { sandboxCaf } from '../../adapters/sandbox/tax-authorities/chile/folios.ts';
import { startSandboxSii } from '../../adapters/sandbox/tax-authorities/chile/server.ts';
import { startSandboxPac } from '../../adapters/sandbox/tax-authorities/mexico/server.ts';
import { startSandboxSunat } from '../../adapters/sandbox/tax-authorities/peru/server.ts';
import { ApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { ready, startProcess, type EngineProcess } from '../support/processes.ts';
import { describeWithXmlsec, verifyXmlSignature } from '../support/xmlsec.ts';

const roles = ['api', 'projector', 'processes', 'inventory'] as const;
type Role = (typeof roles)[number];

interface FarEnd {
  readonly environment: Readonly<Record<string, string>>;
  readonly certificatePem: string;
  stop(): Promise<void>;
}

interface Country {
  readonly regime: string;
  readonly currency: string;
  readonly receipts: { readonly type: string; readonly series: string };
  readonly notes: { readonly type: string; readonly series: string };
  /** Whether an independent tool can check the signature: Mexico's seal is no XML signature. */
  readonly idElements?: readonly string[];
  open(directory: string): Promise<FarEnd>;
}

const clock = { now: () => new Date().toISOString() };
const name = 'Comercial de Prueba';
const issuer = { TAX_ISSUER_NAME: name, TAX_ISSUER_LINE1: 'Calle 1', TAX_ISSUER_CITY: 'Centro' };

/** Certificate and key as files, as an organisation has them. */
const papers = async (directory: string, subject: Parameters<typeof sandboxCertificate>[0]) => {
  const { certificatePem, privateKeyPem } = await sandboxCertificate(subject);
  const files = {
    TAX_CERTIFICATE_FILE: join(directory, 'certificate.pem'),
    TAX_PRIVATE_KEY_FILE: join(directory, 'key.pem'),
  };
  await writeFile(files.TAX_CERTIFICATE_FILE, certificatePem);
  await writeFile(files.TAX_PRIVATE_KEY_FILE, privateKeyPem);
  return { certificatePem, files };
};

const chile: Country = {
  regime: 'CL',
  currency: 'CLP',
  receipts: { type: '39', series: '39' },
  notes: { type: '61', series: '61' },
  idElements: ['http://www.sii.cl/SiiDte:Documento'],
  async open(directory) {
    const taxId = '11111111-1';
    const { certificatePem, files } = await papers(directory, { taxId, name });
    for (const type of ['33', '39', '56', '61']) {
      const range = { type, from: 1, to: 500, authorizedOn: clock.now().slice(0, 10) };
      await writeFile(join(directory, `caf-${type}.xml`), await sandboxCaf({ rut: taxId, legalName: name, ...range }));
    }
    const sii = await startSandboxSii({ clock });
    const activity = { TAX_ISSUER_ACTIVITY: 'Comercio', TAX_ISSUER_ACTIVITY_CODE: '471990' };
    const resolution = { SII_CAF_DIR: directory, SII_RESOLUTION_DATE: '2014-08-22' };
    const environment = { ...files, ...activity, ...resolution, TAX_ISSUER_ID: taxId, TAX_AUTHORITY_URL: sii.url };
    return { certificatePem, environment, stop: () => sii.stop() };
  },
};

const peru: Country = {
  regime: 'PE',
  currency: 'PEN',
  receipts: { type: '03', series: 'B001' },
  notes: { type: '07', series: 'BC01' },
  idElements: [],
  async open(directory) {
    const taxId = '20000000001';
    const { certificatePem, files } = await papers(directory, { taxId, name });
    const login = { user: 'MODDATOS', password: 'moddatos' };
    const sunat = await startSandboxSunat({ ruc: taxId, ...login, clock });
    const user = { TAX_AUTHORITY_USER: login.user, TAX_AUTHORITY_PASSWORD: login.password };
    const where = { TAX_ISSUER_ID: taxId, TAX_ISSUER_ADDRESS_CODE: '150122', TAX_AUTHORITY_URL: sunat.url };
    return { certificatePem, environment: { ...files, ...user, ...where }, stop: () => sunat.stop() };
  },
};

const mexico: Country = {
  regime: 'MX',
  currency: 'MXN',
  receipts: { type: 'I', series: 'A' },
  notes: { type: 'E', series: 'NC' },
  async open(directory) {
    const taxId = 'EKU9003173C9';
    const serialNumber = Buffer.from('30001000000500003416').toString('hex');
    const { certificatePem, files } = await papers(directory, { taxId, name, serialNumber });
    const pac = await startSandboxPac({ token: 'token', clock });
    const who = { TAX_ISSUER_ID: taxId, TAX_ISSUER_ACTIVITY: '601', TAX_ISSUER_POSTAL_CODE: '42501' };
    const where = { TAX_AUTHORITY_PASSWORD: 'token', TAX_AUTHORITY_URL: pac.url };
    return { certificatePem, environment: { ...files, ...who, ...where }, stop: () => pac.stop() };
  },
};

interface Document {
  readonly document_id: string;
  readonly kind: string;
  readonly document_type: string;
  readonly series: string;
  readonly folio: number;
  readonly status: string;
  readonly total: number;
}

/** Every role in a process of its own, and the country's authority in the test's: what it was told, it knows. */
for (const country of [chile, peru, mexico]) {
  describeWithXmlsec(`documents of ${country.regime}, end to end`, function () {
    this.timeout(120_000);
    let directory: string;
    let database: TestDatabase;
    let farEnd: FarEnd;
    let base: string;
    const running = new Map<Role, EngineProcess>();
    const api = new ApiClient(() => base);

    const start = async (role: Role): Promise<void> => {
      const started = startProcess(role, {
        DATABASE_URL: database.url,
        DATA_DIR: join(tmpdir(), 'never-used'),
        HTTP_PORT: '0',
        CURRENCY: country.currency,
        TAX_RATES: country.regime === 'MX' ? 'standard=0.16,reduced=0.16' : 'standard=0.18,reduced=0.18',
        ...(country.regime === 'CL' && { TAX_RATES: 'standard=0.19,reduced=0.19' }),
        SHIPPING_METHODS: 'standard=5',
        FREE_SHIPPING_THRESHOLD: '50000',
        MIN_ORDER_AMOUNT: '1',
        TAX_REGIME: country.regime,
        TAX_POLL_SECONDS: '1',
        ...issuer,
        ...farEnd.environment,
      });
      running.set(role, started);
      if (role === 'api') base = await ready(started);
    };

    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'comanda-papers-'));
      database = await freshDatabase();
      farEnd = await country.open(directory);
      await Promise.all(roles.map(start));
    });

    after(async () => {
      const codes = await Promise.all([...running.values()].map((role) => role.end('SIGTERM')));
      await farEnd.stop();
      await database.drop();
      await rm(directory, { recursive: true });
      assert.deepEqual(codes, [0, 0, 0, 0]);
    });

    const documentsOf = async (id: string): Promise<readonly Document[]> =>
      (await api.get(`/orders/${id}/documents`)).data.items as readonly Document[];

    const accepted = async (id: string, count: number): Promise<boolean> => {
      const documents = await documentsOf(id);
      return documents.length === count && documents.every(({ status }) => status === 'accepted');
    };

    const xmlOf = async (documentId: string): Promise<Buffer> => {
      const response = await fetch(`${base}/api/v1/documents/${documentId}`, {
        headers: { Accept: 'application/xml' },
      });
      assert.equal(response.status, 200);
      return Buffer.from(await response.arrayBuffer());
    };

    it('are numbered without a gap and accepted once each, though their process is killed', async () => {
      const orders: string[] = [];
      for (let killed = 0; killed < 3; killed += 1) {
        for (let sale = 0; sale < 4; sale += 1) {
          const placed = await api.order(2);
          assert.equal(placed.status, 201, JSON.stringify(placed.data));
          const { order_id: id, total: amount, currency } = placed.data;
          await api.post(`/orders/${String(id)}/payments`, { payment_method: 'cash', amount, currency });
          orders.push(String(id));
        }
        await running.get('processes')?.end('SIGKILL');
        await start('processes');
      }
      await eventually(async () => (await Promise.all(orders.map((id) => accepted(id, 1)))).every(Boolean));
      const documents = (await Promise.all(orders.map(documentsOf))).flat();
      const { type, series } = country.receipts;
      assert.deepEqual(
        new Set(documents.map((each) => `${each.document_type} ${each.series}`)),
        new Set([`${type} ${series}`]),
      );
      assert.deepEqual(
        documents.map(({ folio }) => folio).toSorted((a, b) => a - b),
        orders.map((_id, index) => index + 1),
      );
    });

    it('are undone by a note when the goods come back, and both print', async () => {
      const placed = await api.order(2);
      const id = String(placed.data.order_id);
      await api.deliver(placed);
      await eventually(() => accepted(id, 1));
      const items = [{ order_item_id: 'L1', quantity: 2 }];
      const asked = await api.post(`/orders/${id}/returns`, { reason: 'too big', items, refund_method: 'cash' });
      const returnId = String(asked.data.return_id);
      for (const step of ['approve', 'receive', 'refund']) {
        const done = await api.post(`/returns/${returnId}/${step}`);
        assert.equal(done.status, 200, JSON.stringify(done.data));
      }
      await eventually(() => accepted(id, 2));
      const [receipt, note] = await documentsOf(id);
      assert.ok(receipt !== undefined && note !== undefined);
      const { type, series } = country.notes;
      assert.deepEqual([note.kind, note.document_type, note.series, note.folio], ['credit_note', type, series, 1]);
      assert.equal(note.total, placed.data.total, 'with the shipping, since nothing is kept');
      for (const { document_id: documentId } of [receipt, note]) {
        const page = await fetch(`${base}/api/v1/documents/${documentId}`, { headers: { Accept: 'text/html' } });
        assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
        assert.match(await page.text(), /<svg/);
      }
    });

    if (country.idElements !== undefined) {
      const { idElements } = country;
      it('are signed, as xmlsec1 sees it, and one changed byte is noticed', async () => {
        const placed = await api.order(1);
        const id = String(placed.data.order_id);
        await api.deliver(placed);
        await eventually(() => accepted(id, 1));
        const xml = await xmlOf(`${id}.D1`);
        const options = { certificatePem: farEnd.certificatePem, idElements };
        assert.equal(await verifyXmlSignature(xml, options), true);
        const changed = Buffer.from(xml);
        const at = changed.indexOf(name);
        changed[at] = (changed[at] ?? 0) + 1;
        assert.equal(await verifyXmlSignature(changed, options), false);
      });
    }
  });
}
