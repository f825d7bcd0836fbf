import { SignedXml } from 'xml-crypto';
import type { SigningKey } from './signing-key.ts';

const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const rsaSha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

type Reference = Parameters<SignedXml['addReference']>[0];

/** The rest of the text stays as it is, to the byte, so that what was signed within it before stays good. */
const signed = (xml: string, reference: Reference, { privateKey, keyInfo }: SigningKey): string => {
  const signer = new SignedXml({
    privateKey,
    signatureAlgorithm: rsaSha1,
    canonicalizationAlgorithm: c14n,
    getKeyInfoContent: () => keyInfo,
  });
  signer.addReference({ digestAlgorithm: sha1, ...reference });
  signer.computeSignature(xml, { location: { reference: '/*', action: 'append' } });
  const end = xml.lastIndexOf('</');
  return `${xml.slice(0, end)}${signer.getSignatureXml()}${xml.slice(end)}`;
};

/**
 * Signs the root's child of that name, which has an `ID`, as the SII prescribes, and appends the signature to the root.
 * @param xml without an XML declaration
 */
export const signChild = (xml: string, name: string, key: SigningKey): string =>
  signed(xml, { xpath: `/*/*[local-name()='${name}']`, transforms: [c14n] }, key);

/** Signs all of it. @param xml without an XML declaration */
export const signWhole = (xml: string, key: SigningKey): string =>
  signed(xml, { xpath: '/*', transforms: [enveloped], uri: '', isEmptyUri: true }, key);
