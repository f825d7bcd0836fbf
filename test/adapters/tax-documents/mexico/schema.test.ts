import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import type { TaxAuthority } from '../../../../application/ports/tax-authority.ts';
import { anyPricing, creditNote, documentOf, kinds, receipt } from './documents.ts';
import { noPac, open, pacAt, startPac } from './sat-fixture.ts';

const schemaFile = async (fileName: string): Promise<XMLFileInfo> => ({
  fileName,
  contents: await readFile(new URL(`../../../support/schemas/mexico/${fileName}`, import.meta.url), 'utf8'),
});

const imported = ['tdCFDI.xsd', 'catCFDI.xsd', 'Pagos20.xsd', 'TimbreFiscalDigitalv11.xsd'];

/** What is wrong with each document by the SAT's schemas. */
const faultsOf = async (xmls: readonly string[]): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: xmls.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: await schemaFile('cfdv40.xsd'),
    preload: await Promise.all(imported.map(schemaFile)),
  });
  return errors.map(({ rawMessage }) => rawMessage);
};

describe('the SAT’s schemas', function () {
  this.timeout(60_000);
  let sat: TaxAuthority;

  before(async () => {
    sat = await open(noPac);
  });

  const sign = async (document: Parameters<TaxAuthority['sign']>[0]): Promise<string> => (await sat.sign(document)).xml;

  it('take every type of document, and its edges', async () => {
    assert.deepEqual(await faultsOf(await Promise.all(Object.values(kinds).map(sign))), []);
  });

  it('take stamped documents', async () => {
    const pac = await startPac();
    try {
      const authority = await open(pacAt(pac.url));
      const documents = Object.values(kinds).map((document, index) => ({ ...document, folio: index + 1 }));
      const stamped = await Promise.all(
        documents.map(async (document) => {
          const verdict = await authority.submit(document, await authority.sign(document));
          assert.ok(verdict.status === 'accepted' && verdict.stamped !== undefined, JSON.stringify(verdict));
          return verdict.stamped.xml;
        }),
      );
      assert.deepEqual(await faultsOf(stamped), []);
    } finally {
      await pac.stop();
    }
  });

  it('take any sale', async () => {
    const xmls = await Promise.all(
      fc
        .sample(anyPricing, 60)
        .flatMap((pricing) => [documentOf(pricing), documentOf(pricing, receipt), documentOf(pricing, creditNote)])
        .map(sign),
    );
    assert.deepEqual(await faultsOf(xmls), []);
  });

  it('refuse what is wrong', async () => {
    const xml = await sign(kinds.invoice!);
    assert.equal((await faultsOf([xml.replace('FormaPago="04"', 'FormaPago="07"')])).length > 0, true);
    assert.equal((await faultsOf([xml.replace('Base="100.00"', 'Base="0.00"')])).length > 0, true);
  });
});
