import assert from 'node:assert/strict';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import { zippedRecord, type RecordOptions } from '../../../../adapters/sandbox/tax-authorities/peru/desk.ts';
import { documentOf } from './documents.ts';
import { bareFaultOf, billOf, faultOf, startFarEnd, statusOf, type FarAnswer } from './far-end.ts';
import { sunatAt } from './sunat-fixture.ts';

const document = documentOf('01');
const signed = { xml: '<Invoice/>', barcode: null };

const record = (changes: Partial<RecordOptions> = {}): Uint8Array =>
  zippedRecord({
    id: '1700000000007',
    issuedAt: '2026-11-24T15:00:00.000Z',
    documentName: '20000000001-01-F001-42',
    number: 'F001-42',
    rejection: undefined,
    observations: [],
    ...changes,
  });

const accepted = { status: 'accepted', authorityReference: '1700000000007', notes: [] };

describe('what SUNAT answers', () => {
  const stops: (() => Promise<void>)[] = [];

  const far = async (...answers: readonly FarAnswer[]) => {
    const end = await startFarEnd(...answers);
    stops.push(() => end.stop());
    return { end, authority: await sunatAt(end.url, { timeoutMs: 300 }) };
  };

  const submitted = async (...answers: readonly FarAnswer[]) =>
    (await far(...answers)).authority.submit(document, signed);

  const isHeldBack = async (...answers: readonly FarAnswer[]) => {
    await assert.rejects(submitted(...answers), ServiceUnavailableError);
  };

  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  it('is asked with the document in a zip, under its names', async () => {
    const { end, authority } = await far(billOf(record()), billOf(record()));
    await authority.submit(document, signed);
    await authority.submit(document, signed);
    const [request = '', again] = end.requests;
    assert.equal(again, request);
    assert.match(request, /<wsse:Username>20000000001MODDATOS<\/wsse:Username>/);
    assert.match(request, /<wsse:Password>secret &amp; &lt;safe&gt;<\/wsse:Password>/);
    assert.match(request, /<ser:sendBill><fileName>20000000001-01-F001-42\.zip<\/fileName>/);
    const zip = Buffer.from(/<contentFile>(.*)<\/contentFile>/.exec(request)![1]!, 'base64');
    assert.deepEqual(unzipSync(zip), { '20000000001-01-F001-42.xml': strToU8('<Invoice/>') });
  });

  it('accepts, with what it remarks', async () => {
    assert.deepEqual(await submitted(billOf(record())), accepted);
    const observations = [{ code: '4252', message: 'Atributo' }];
    assert.deepEqual(await submitted(billOf(record({ observations }))), { ...accepted, notes: ['4252 - Atributo'] });
    const remark = { code: '4000', message: 'ya' };
    assert.deepEqual(await submitted(billOf(record({ rejection: remark }))), accepted);
  });

  it('rejects, in a record or by a fault', async () => {
    const rejection = { code: '3277', message: 'no suman' };
    const rejected = { status: 'rejected', ...rejection };
    assert.deepEqual(await submitted(billOf(record({ rejection }))), rejected);
    assert.deepEqual(await submitted(faultOf('3277', 'no suman')), rejected);
    assert.deepEqual(await submitted(bareFaultOf('3277', 'no suman')), rejected);
    for (const code of ['0151', '0161', '0306', '1003', '1032', '1999', '2335']) {
      const verdict = await submitted(faultOf(code));
      assert.deepEqual(verdict, { status: 'rejected', code, message: 'texto' });
    }
  });

  it('asks what became of a document that was sent before', async () => {
    const { end, authority } = await far(faultOf('1033'), statusOf('0004', record()));
    assert.deepEqual(await authority.submit(document, signed), accepted);
    assert.match(
      end.requests[1]!,
      /<ser:getStatusCdr><rucComprobante>20000000001<\/rucComprobante><tipoComprobante>01<\/tipoComprobante><serieComprobante>F001<\/serieComprobante><numeroComprobante>42<\/numeroComprobante>/,
    );
  });

  it('is pending without a record, and settled by its state', async () => {
    const pending = { status: 'pending', trackingId: '20000000001-01-F001-42' };
    assert.deepEqual(await submitted(faultOf('1033'), statusOf('0011')), pending);
    const verdict = async (answer: FarAnswer) => (await far(answer)).authority.verdict(document, 'any');
    assert.deepEqual(await verdict(statusOf('0001')), pending);
    assert.deepEqual(await verdict(statusOf('0004', record())), accepted);
    assert.deepEqual(await verdict(statusOf('0002')), { status: 'rejected', code: '0002', message: 'estado' });
    assert.deepEqual(await verdict(statusOf('0003')), { status: 'rejected', code: '0003', message: 'estado' });
  });

  it('asks elsewhere, if the question goes elsewhere', async () => {
    const [bills, consults] = [await far(faultOf('1033')), await far(statusOf('0004', record()))];
    const authority = await sunatAt(bills.end.url, { consultUrl: consults.end.url });
    assert.deepEqual(await authority.submit(document, signed), accepted);
    assert.equal(consults.end.requests.length, 1);
  });

  it('holds a document back for what is not its fault', async () => {
    for (const code of ['0100', '0102', '0109', '0111', '0130', '0138', '0200', '0250', '0303', '0307']) {
      await isHeldBack(faultOf(code));
    }
    await isHeldBack(bareFaultOf('env:Server', 'down'));
  });

  it('is away when it is silent, broken, or not itself', async () => {
    await isHeldBack('silence');
    await isHeldBack('reset');
    await isHeldBack({ status: 503, body: 'down for maintenance' });
    await isHeldBack({ body: '<html><body>hello</body></html>' });
    await isHeldBack({ body: `<a>${'x'.repeat(5 * 1024 * 1024)}</a>` });
    await isHeldBack({ body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' });
  });

  it('is not believed about another document, or in a record that cannot be read', async () => {
    await isHeldBack(billOf(record({ number: 'F001-43' })));
    await isHeldBack(billOf(strToU8('no zip')));
    await isHeldBack(billOf(zipSync({ 'R.txt': strToU8('nothing') })));
    await isHeldBack(billOf(zipSync({ 'R.xml': strToU8('<!DOCTYPE a><a/>') })));
    await isHeldBack(billOf(zipSync({ 'R.xml': strToU8('<a/>') })));
    await isHeldBack(billOf(zipSync({ 'a.xml': strToU8('<a/>'), 'b.xml': strToU8('<b/>') })));
    await isHeldBack(billOf(zipSync({ 'R.xml': strToU8(`<a>${' '.repeat(3 * 1024 * 1024)}</a>`) })));
  });
});
