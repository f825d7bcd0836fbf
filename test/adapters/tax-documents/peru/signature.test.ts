import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generate } from '../../../../adapters/tax-documents/peru/document.ts';
import { xmlSigner } from '../../../../adapters/tax-documents/peru/sign.ts';
import { faultOfSignature } from '../../../../adapters/sandbox/tax-authorities/peru/desk.ts';
import { describeWithXmlsec, verifyXmlSignature } from '../../../support/xmlsec.ts';
import { anyDocument, documentOf, issuer } from './documents.ts';
import { issuerCertificate } from './sunat-fixture.ts';

const signed = async (document = documentOf('01')) => {
  const certificate = await issuerCertificate();
  const { xml } = xmlSigner(certificate)(generate(document, { creditDays: 30 }));
  return { xml, isGood: (text: string) => verifyXmlSignature(text, certificate) };
};

/** Another character that may stand there: the XML stays well-formed. */
const other = (character: string): string => {
  if (/\d/.test(character)) return String((Number(character) + 1) % 10);
  return character === 'x' ? 'y' : 'x';
};

/** Where text stands, outside tags and references to characters, and not where base64 ends, whose last bits mean nothing. */
const textPositions = (xml: string): readonly number[] =>
  Array.from(xml.matchAll(/>([^<&]+)</g))
    .flatMap(({ index, 1: text = '' }) => Array.from({ length: text.length }, (_, offset) => index + 1 + offset))
    .filter((at) => xml.charAt(at) !== '=' && xml.charAt(at + 1) !== '=');

describeWithXmlsec('the signature of Peruvian documents', () => {
  it('is found good by xmlsec1 for any document', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        fc.pre(document.totals.total > 0);
        const { xml, isGood } = await signed(document);
        assert.ok(await isGood(xml));
        assert.equal(faultOfSignature(xml, issuer.taxId), undefined);
      }),
      { numRuns: 12 },
    );
  });

  it('breaks with any one character', async () => {
    const { xml, isGood } = await signed();
    // The certificate in the document is not signed: xmlsec1 is given it, the sandbox looks at whose it is.
    const [before = '', after = ''] = xml.split(/<ds:X509Certificate>.*<\/ds:X509Certificate>/);
    const skipped = xml.length - after.length;
    const positions = textPositions(xml).filter((at) => at < before.length || at >= skipped);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...positions), async (at) => {
        const changed = `${xml.slice(0, at)}${other(xml.charAt(at))}${xml.slice(at + 1)}`;
        assert.equal(await isGood(changed), false, `at ${at}`);
        assert.equal(faultOfSignature(changed, issuer.taxId), '2335', `at ${at}`);
      }),
      { numRuns: 40 },
    );
  });

  it('is not good for a text that was never signed', async () => {
    const { xml, isGood } = await signed();
    assert.equal(await isGood(xml.replace(/<ds:Signature .*<\/ds:Signature>/, '')), false);
    assert.equal(faultOfSignature(xml.replace(/<ds:Signature .*<\/ds:Signature>/, ''), issuer.taxId), '2335');
    assert.equal(faultOfSignature(xml, '20131312955'), '2325');
  });
});
