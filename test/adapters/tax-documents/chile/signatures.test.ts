import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { envelope } from '../../../../adapters/tax-documents/chile/document.ts';
import { openSigningKey } from '../../../../adapters/tax-documents/chile/sign.ts';
import { sandboxCertificate } from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { describeWithXmlsec, verifyXmlSignature } from '../../../support/xmlsec.ts';
import { creditNote, debitNote, invoice, numbered } from './documents.ts';
import { signedXml } from './reading.ts';
import { keys, resolution, signerRut } from './sii-fixture.ts';

const idElements = ['http://www.sii.cl/SiiDte:Documento', 'http://www.sii.cl/SiiDte:SetDTE'];

const documents: readonly (readonly [string, NumberedDocument])[] = [
  ['invoice', invoice()],
  ['receipt', numbered()],
  ['credit note', creditNote(invoice())],
  ['debit note', debitNote(numbered())],
];

const signed = async (document: NumberedDocument) => {
  const { certificatePem, privateKeyPem } = (await keys()).certificate;
  const dte = await signedXml(document);
  const key = openSigningKey(certificatePem, privateKeyPem);
  return { dte, envelope: envelope(document, dte, resolution, key), certificatePem };
};

const bytes = (xml: string): Buffer => Buffer.from(xml, 'latin1');

const ofDocument = "//*[local-name()='DTE']/*[local-name()='Signature']";
const ofEnvelope = '/*/*[local-name()="Signature"]';

describeWithXmlsec('signatures of Chilean documents, by xmlsec1', () => {
  for (const [name, document] of documents) {
    it(`${name}: the document's holds alone and in its envelope, the envelope's too`, async () => {
      const { dte, envelope: sent, certificatePem } = await signed(document);
      const options = { certificatePem, idElements };
      assert.ok(sent.includes(dte.slice(dte.indexOf('<DTE'))));
      assert.equal(await verifyXmlSignature(bytes(dte), options), true);
      assert.equal(await verifyXmlSignature(bytes(sent), { ...options, signatureXPath: ofDocument }), true);
      assert.equal(await verifyXmlSignature(bytes(sent), { ...options, signatureXPath: ofEnvelope }), true);
    });
  }

  it('are not those of another certificate', async () => {
    const { dte } = await signed(invoice());
    const { certificatePem } = await sandboxCertificate({ taxId: signerRut, name: 'Somebody else' });
    assert.equal(await verifyXmlSignature(bytes(dte), { certificatePem, idElements }), false);
  });

  const changes = [
    ['an amount', '<MntTotal>2380<', '<MntTotal>2381<'],
    ['a name', 'Pérez', 'Perez'],
    ['the stamp', '<TSTED>2026', '<TSTED>2025'],
    ['the digest', '<DigestValue>', '<DigestValue>A'],
  ] as const;

  for (const [what, from, to] of changes) {
    it(`fail if ${what} is changed`, async () => {
      const { dte, certificatePem } = await signed(invoice());
      assert.ok(dte.includes(from));
      assert.equal(await verifyXmlSignature(bytes(dte.replace(from, to)), { certificatePem, idElements }), false);
    });
  }

  it('fail if any byte of what is signed is changed', async () => {
    const { envelope: sent, certificatePem } = await signed(invoice());
    const options = { certificatePem, idElements };
    // What it says of its own key is not signed, and not believed.
    const places = Array.from(sent.matchAll(/[A-Za-z0-9áéíóúÑ]/g), ({ index }) => index).filter(
      (index) =>
        index > sent.indexOf('<SetDTE') &&
        index < sent.lastIndexOf('</SignatureValue>') - spareBits &&
        !isInKey(sent, index),
    );
    assert.ok(places.length > 1_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async (place) => {
        const changed = `${sent.slice(0, place)}${sent[place] === 'x' ? 'y' : 'x'}${sent.slice(place + 1)}`;
        assert.equal(await verifyXmlSignature(bytes(changed), { ...options, signatureXPath: ofEnvelope }), false);
      }),
      { numRuns: 25 },
    );
  });
});

/** The last letter of the signature's base64, before `==`, has bits that mean nothing. */
const spareBits = 3;

/** Within the `KeyInfo` of the envelope's signature; the document's is covered by it. */
const isInKey = (xml: string, index: number): boolean => index > xml.lastIndexOf('<KeyInfo>');

describe('stamps of Chilean documents', () => {
  const stampIn = (dte: string) => {
    const [, data = '', signature = ''] = /<TED version="1.0">(<DD>.*<\/DD>)<FRMT[^>]*>([^<]+)</.exec(dte) ?? [];
    const [, n = '', e = ''] = /<M>([^<]+)<\/M><E>([^<]+)</.exec(data) ?? [];
    const url = (base64: string) => Buffer.from(base64, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'RSA', n: url(n), e: url(e) }, format: 'jwk' });
    return { data, isGood: (text: string) => verify('sha1', bytes(text), key, Buffer.from(signature, 'base64')) };
  };

  it("hold by the public key in their CAF, over the bytes of ISO 8859-1 as they stand in the document's XML", async () => {
    for (const [, document] of documents) {
      const { data, isGood } = stampIn((await signed(document)).dte);
      assert.equal(isGood(data), true);
    }
  });

  it('fail if any byte is changed', async () => {
    const { data, isGood } = stampIn((await signed(invoice())).dte);
    fc.assert(
      fc.property(fc.nat(data.length - 1), (place) => {
        const changed = String.fromCharCode(data.charCodeAt(place) ^ 1);
        assert.equal(isGood(`${data.slice(0, place)}${changed}${data.slice(place + 1)}`), false);
      }),
    );
  });

  it('say the document in short, in one line', async () => {
    const { data } = stampIn((await signed(invoice())).dte);
    assert.equal(
      data.slice(0, data.indexOf('<CAF')),
      '<DD><RE>76192083-9</RE><TD>33</TD><F>1</F><FE>2026-11-23</FE><RR>60803000-K</RR>' +
        '<RSR>Pérez &amp; Hijos Ltda.</RSR><MNT>2380</MNT><IT1>Té verde "Ñuble" &lt;1 kg&gt;</IT1>',
    );
    assert.equal(data.slice(data.indexOf('<TSTED')), '<TSTED>2026-11-23T12:00:00</TSTED></DD>');
    assert.doesNotMatch(data, /\s</);
  });
});
