import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { newRegistry } from '../../../../adapters/sandbox/tax-authorities/peru/desk.ts';
import { readRequest, SunatFault } from '../../../../adapters/sandbox/tax-authorities/peru/xml.ts';
import { generate } from '../../../../adapters/tax-documents/peru/document.ts';
import { documentOf, issuer } from './documents.ts';

const ruc = issuer.taxId;
const name = `${ruc}-01-F001-42`;
const xml = generate(documentOf('01'), { creditDays: 30 });

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof SunatFault);
    return error.code;
  }
};

const faultOf = (zipName: string, files: Readonly<Record<string, string>> | Uint8Array, user = ruc) => {
  const zip = files instanceof Uint8Array ? files : zipSync(mapText(files));
  const registry = newRegistry({ now: () => '2026-11-24T15:00:00.000Z' });
  return codeOf(() => registry.register(user, zipName, zip));
};

const mapText = (files: Readonly<Record<string, string>>): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)]));

describe("the sandbox's SUNAT", () => {
  it('knows the names of files', () => {
    const files = { [`${name}.xml`]: xml };
    assert.equal(faultOf(`${name}.zip`, files), undefined);
    for (const wrong of ['F001-42.zip', name, `${ruc}-02-F001-42.zip`, `${ruc}-01-T001-42.zip`]) {
      assert.equal(faultOf(wrong, files), '0151', wrong);
    }
    assert.equal(faultOf(`${name}.zip`, files, '20131312955'), '0154');
    assert.equal(faultOf(`${name}.zip`, { 'other.xml': xml }), '0161');
  });

  it('opens zips with one document in them', () => {
    assert.equal(faultOf(`${name}.zip`, strToU8('no zip')), '0156');
    assert.equal(faultOf(`${name}.zip`, {}), '0157');
    assert.equal(faultOf(`${name}.zip`, { [`${name}.xml`]: xml, 'other.xml': xml }), '0158');
    for (const text of ['', 'no XML', '<a>', '<!DOCTYPE a><a/>']) {
      assert.equal(faultOf(`${name}.zip`, { [`${name}.xml`]: text }), '0306', text);
    }
  });

  it('compares the document with its name', () => {
    const inside = (from: string, to: string) => faultOf(`${name}.zip`, { [`${name}.xml`]: xml.replaceAll(from, to) });
    assert.equal(inside('>01</cbc:InvoiceTypeCode>', '>03</cbc:InvoiceTypeCode>'), '1003');
    assert.equal(inside(ruc, '20131312955'), '1034');
    assert.equal(inside('F001-42', 'F002-42'), '1035');
    assert.equal(inside('F001-42', 'F001-43'), '1036');
  });

  it('takes a number once', () => {
    const registry = newRegistry({ now: () => '2026-11-24T15:00:00.000Z' });
    const zip = zipSync(mapText({ [`${name}.xml`]: xml }));
    const record = registry.register(ruc, `${name}.zip`, zip);
    assert.equal(
      codeOf(() => registry.register(ruc, `${name}.zip`, zip)),
      '1033',
    );
    assert.equal(registry.find(name), record);
    assert.equal(registry.find(`${ruc}-01-F001-43`), undefined);
    // It was not signed.
    assert.equal(registry.accepted(), 0);
  });

  it('reads SOAP only', () => {
    const soap = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"';
    for (const text of ['', '<a/>', `<s:Envelope ${soap}><s:Body/></s:Envelope>`]) {
      assert.equal(
        codeOf(() => readRequest(text)),
        '0201',
        text,
      );
    }
  });
});
