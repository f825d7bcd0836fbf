import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { envelope } from '../../../../adapters/tax-documents/chile/document.ts';
import { openSii, verdictOf } from '../../../../adapters/tax-documents/chile/authority.ts';
import { openSigningKey } from '../../../../adapters/tax-documents/chile/sign.ts';
import { sandboxCertificate } from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { settle } from '../authority-contract.ts';
import { invoice, issuer, numbered, taxLine, totalsOf } from './documents.ts';
import { openSiiFixture, resolution, type SiiFixture } from './sii-fixture.ts';

describe('the SII, by its sandbox', () => {
  let fixture: SiiFixture;

  beforeEach(async () => {
    fixture = await openSiiFixture();
  });

  afterEach(() => fixture.sii.stop());

  const send = async (document: NumberedDocument, change: (xml: string) => string = (xml) => xml) => {
    const signed = await fixture.authority.sign(document);
    const first = await fixture.authority.submit(document, { ...signed, xml: change(signed.xml) });
    return settle(fixture.authority, document, first);
  };

  for (const [name, document] of [
    ['invoice', invoice()],
    ['receipt', numbered()],
  ] as const) {
    it(`${name}: a token that is no longer good is renewed`, async () => {
      const [one, two] = [document, { ...document, folio: 2 }];
      assert.equal((await send(one)).status, 'accepted');
      fixture.sii.desk.logOutAll();
      assert.equal((await send(two)).status, 'accepted');
      const pending = await fixture.authority.submit(one, await fixture.authority.sign(one));
      assert.equal(pending.status, 'pending');
      fixture.clock.advance(61);
      assert.equal((await settle(fixture.authority, one, pending)).status, 'accepted');
    });

    it(`${name}: the same document in another envelope is the one that the SII has`, async () => {
      const accepted = await send(document);
      const other = openSii({ ...fixture.options, resolution: { ...resolution, number: 81 } });
      const again = await settle(other, document, await other.submit(document, await other.sign(document)));
      assert.equal(accepted.status, 'accepted');
      assert.equal(again.status, 'accepted');
      assert.equal(fixture.sii.desk.documents.length, 1);
    });

    it(`${name}: a folio with other content is refused`, async () => {
      await send(document);
      const lines = [taxLine({ quantity: 1000, subtotal: 1190, net: 1000, tax: 190, total: 1190 })];
      const verdict = await send({ ...document, lines, totals: totalsOf(lines) });
      assert.equal(verdict.status, 'rejected');
      assert.equal(verdict.code, 'RCH');
      assert.equal(fixture.sii.desk.documents.length, 1);
    });
  }

  const changes = [
    [
      'an amount',
      /<MntTotal>2380/,
      '<MntTotal>2381',
      /the signature of the document is wrong.*the parts do not add up/,
    ],
    ['a price', /<PrcItem>1190/, '<PrcItem>1290', /a line is not its price times its quantity/],
    ['the stamp', /<IT1>./, '<IT1>X', /the signature of the stamp is wrong/],
    ['the CAF in the stamp', /<H>100/, '<H>900', /the CAF was changed/],
    [
      'the signature',
      /<SignatureValue>...../,
      '<SignatureValue>AAAAA',
      /^DTE Rechazado; the signature of the document/,
    ],
  ] as const;

  for (const [what, from, to, message] of changes) {
    it(`refuses a receipt if ${what} was changed, and says why`, async () => {
      const verdict = await send(numbered(), (xml) => xml.replace(from, to));
      assert.equal(verdict.status, 'rejected');
      assert.match(verdict.message, message);
      assert.deepEqual(fixture.sii.desk.documents, []);
    });
  }

  it('refuses an envelope that somebody else signed', async () => {
    const { certificatePem, privateKeyPem } = await sandboxCertificate({ taxId: '22222222-2', name: 'Other' });
    const document = invoice();
    const { xml } = await fixture.authority.sign(document);
    const file = envelope(document, xml, resolution, openSigningKey(certificatePem, privateKeyPem));
    const sent = {
      form: 'EnvioDTE',
      sender: '11111111-1',
      company: issuer.taxId,
      file: Buffer.from(file, 'latin1'),
    } as const;
    assert.equal(fixture.sii.desk.track(fixture.sii.desk.upload(sent))?.state, 'RFR');
    assert.equal(fixture.sii.desk.track(fixture.sii.desk.upload({ ...sent, file: Buffer.from('<x/>') }))?.state, 'RSC');
  });
});

describe('what the SII says of an envelope', () => {
  const state = { code: 'EPR', message: '', remarks: [] };
  const counts = { accepted: 0, remarked: 0, refused: 0 };

  it('is a verdict on its document', () => {
    assert.deepEqual(verdictOf({ ...state, counts: { ...counts, accepted: 1 } }, '17'), {
      status: 'accepted',
      authorityReference: '17',
      notes: [],
    });
    assert.deepEqual(verdictOf({ ...state, remarks: ['giro'], counts: { ...counts, remarked: 1 } }, '17'), {
      status: 'accepted',
      authorityReference: '17',
      notes: ['giro'],
    });
    assert.deepEqual(verdictOf({ ...state, remarks: ['IVA', 'folio'], counts: { ...counts, refused: 1 } }, '17'), {
      status: 'rejected',
      code: 'RCH',
      message: 'IVA; folio',
    });
  });

  it('refuses it with the whole envelope', () => {
    assert.deepEqual(
      ['RSC', 'RFR', 'RCT'].map((code) => verdictOf({ ...state, code, message: 'Rechazado' }, '17')),
      ['RSC', 'RFR', 'RCT'].map((code) => ({ status: 'rejected', code, message: 'Rechazado' })),
    );
  });

  it('is pending while it works on it, and in states that are new to us', () => {
    const codes = ['REC', 'SOK', 'FOK', 'CRT', 'PRD', '-11', 'EPR', ''];
    assert.deepEqual(
      codes.map((code) => verdictOf({ ...state, code }, '17')),
      codes.map(() => ({ status: 'pending', trackingId: '17' })),
    );
  });
});

describe('an SII that is not well', () => {
  let server: Server | undefined;

  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  const answering = async (listener: RequestListener) => {
    const fixture = await openSiiFixture();
    await fixture.sii.stop();
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return openSii({ ...fixture.options, url, timeoutMs: 200 });
  };

  const ills: readonly (readonly [string, RequestListener])[] = [
    ['fails', (_request, response) => response.writeHead(500).end()],
    ['is silent', () => undefined],
    ['shows a page about maintenance', (_request, response) => response.end('<html><p>Volvemos pronto</html>')],
    ['breaks off', (request) => request.socket.destroy()],
    ['lets nobody in', (_request, response) => response.writeHead(401).end()],
  ];

  for (const [name, listener] of ills) {
    it(`is unavailable if it ${name}`, async () => {
      const authority = await answering(listener);
      for (const document of [invoice(), numbered()]) {
        const signed = await authority.sign(document);
        await assert.rejects(authority.submit(document, signed), ServiceUnavailableError);
        await assert.rejects(authority.verdict(document, '1'), ServiceUnavailableError);
      }
    });
  }
});
