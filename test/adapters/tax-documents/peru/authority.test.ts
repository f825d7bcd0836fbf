import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import { openSunat } from '../../../../adapters/tax-documents/peru/authority.ts';
import { sandboxCertificate } from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { authorityContract } from '../authority-contract.ts';
import { buyer, documentOf, issuer, onePiece } from './documents.ts';
import { issuerCertificate, startSunat, sunatAt } from './sunat-fixture.ts';

const document = (folio: number) => documentOf('01', onePiece, { folio });

authorityContract('SUNAT', async () => {
  const sunat = await startSunat();
  const authority = await sunatAt(sunat.url);
  const again = await sunatAt(sunat.url);
  return {
    authority,
    restarted: () => again,
    document,
    refused: async (folio) => {
      const { xml, barcode } = await authority.sign(document(folio));
      return { document: document(folio), signed: { xml: xml.replace('>118.00<', '>119.00<'), barcode } };
    },
    accepted: () => sunat.accepted(),
    shutDown: () => sunat.stop(),
    close: () => sunat.stop(),
  };
});

describe('SUNAT', () => {
  const started: Awaited<ReturnType<typeof startSunat>>[] = [];
  const start = async () => {
    const sunat = await startSunat();
    started.push(sunat);
    return sunat;
  };

  afterEach(async () => {
    await Promise.all(started.splice(0).map((sunat) => sunat.stop()));
  });

  it('accepts every kind of document', async () => {
    const sunat = await start();
    const authority = await sunatAt(sunat.url);
    for (const type of ['01', '03', '07', '08'] as const) {
      const each = documentOf(type);
      const verdict = await authority.submit(each, await authority.sign(each));
      assert.equal(verdict.status, 'accepted', JSON.stringify(verdict));
    }
    assert.equal(sunat.accepted(), 4);
  });

  it('tells what a document is rejected for', async () => {
    const authority = await sunatAt((await start()).url);
    const signed = await authority.sign(document(1));
    const altered = { ...signed, xml: signed.xml.replace('roja', 'azul') };
    assert.deepEqual(await authority.submit(document(1), altered), {
      status: 'rejected',
      code: '2335',
      message: 'El documento electrónico ingresado ha sido alterado',
    });
  });

  it('rejects what another has signed', async () => {
    const stranger = await sandboxCertificate({ taxId: '20131312955', name: 'Another' });
    const authority = await sunatAt((await start()).url, stranger);
    const verdict = await authority.submit(document(1), await authority.sign(document(1)));
    assert.equal(verdict.status === 'rejected' && verdict.code, '2325');
  });

  it('remembers a rejection: the number is used', async () => {
    const sunat = await start();
    const authority = await sunatAt(sunat.url);
    const signed = await authority.sign(document(1));
    const refused = await authority.submit(document(1), { ...signed, xml: signed.xml.replace('roja', 'azul') });
    assert.deepEqual(await authority.submit(document(1), signed), refused);
    assert.equal(sunat.accepted(), 0);
  });

  it('waits for what it does not know', async () => {
    const authority = await sunatAt((await start()).url);
    assert.deepEqual(await authority.verdict(document(9), 'any'), {
      status: 'pending',
      trackingId: '20000000001-01-F001-9',
    });
  });

  it('holds documents back while the user is refused', async () => {
    const authority = await sunatAt((await start()).url, { password: 'wrong' });
    await assert.rejects(authority.submit(document(1), await authority.sign(document(1))), (error) => {
      assert.ok(error instanceof ServiceUnavailableError);
      assert.equal(error.service, 'sunat');
      assert.match(String(error.cause), /0102/);
      return true;
    });
  });

  it('prints what SUNAT wants in the code', async () => {
    const authority = await sunatAt('http://127.0.0.1:1');
    const { xml, barcode } = await authority.sign(document(7));
    const digest = /<ds:DigestValue>(.+?)</.exec(xml)![1]!;
    assert.deepEqual(barcode, {
      symbology: 'qrcode',
      text: `20000000001|01|F001|7|18.00|118.00|2026-11-23|6|20131312955|${digest}`,
    });
    const receipt = await authority.sign(documentOf('03'));
    assert.match(receipt.barcode!.text, /^20000000001\|03\|B001\|42\|18\.00\|118\.00\|2026-11-23\|-\|0\|.{44}$/);
  });

  it('does not sign what SUNAT has no document for', async () => {
    const authority = await sunatAt('http://127.0.0.1:1');
    const rate = (taxRate: number) => ({ ...onePiece.lines[0]!, taxRate });
    const wrong = {
      'other currency': documentOf('01', onePiece, { currency: 'CLP' }),
      'other type': documentOf('01', onePiece, { documentType: '33' }),
      'other issuer': documentOf('01', onePiece, { issuer: { ...issuer, taxId: '20131312955' } }),
      'buyer with a DNI': documentOf('01', onePiece, { personal: { receiver: { ...buyer, taxId: '12345678' } } }),
      'buyer without anything': documentOf('01', onePiece, { personal: { receiver: null } }),
      'note of nothing': documentOf('07', onePiece, { reference: null }),
      'note over nothing': documentOf('07', { ...onePiece, lines: [{ ...rate(180_000), unitPrice: 0 }] }),
      'credit for more to pay': documentOf('07', onePiece, { noteReason: 'increase' }),
      'rate of nobody': documentOf('01', { ...onePiece, lines: [rate(190_000)] }),
    };
    for (const [name, each] of Object.entries(wrong)) await assert.rejects(authority.sign(each), /^Error: SUNAT/, name);
  });

  it('does not open without a RUC, or with a key of another certificate', async () => {
    const [own, other] = [await issuerCertificate(), await sandboxCertificate({ taxId: '1', name: 'Other' })];
    const options = { issuer, ...own, url: 'http://127.0.0.1:1', user: 'u', password: 'p' };
    assert.throws(() => openSunat({ ...options, issuer: { ...issuer, taxId: '20000000002' } }), /no RUC/);
    assert.throws(() => openSunat({ ...options, privateKeyPem: other.privateKeyPem }), /not of the key/);
  });
});
