import { X509Certificate } from 'node:crypto';
import { XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { everywhere, parseXml, text } from './peru-xml.ts';

const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Whether a document is signed whole by a certificate that it brings along and that names the issuer.
 * @returns SUNAT's code for what is wrong: 2325 the certificate, 2335 the signature or what it signs; undefined if nothing is
 */
export const faultOfSignature = (xml: string, ruc: string): '2325' | '2335' | undefined => {
  const root = parseXml(xml).documentElement;
  const signatures = root === null ? [] : everywhere(root, 'Signature');
  const [signature, ...others] = signatures.filter(({ namespaceURI }) => namespaceURI === signatureNamespace);
  if (signature === undefined || others.length > 0) return '2335';
  const certificate = certificateOf(text(signature, 'KeyInfo/X509Data/X509Certificate'));
  if (certificate?.subject.includes(ruc) !== true) return '2325';
  const [reference] = everywhere(signature, 'Reference');
  return reference?.getAttribute('URI') === '' &&
    isGood(xml, new XMLSerializer().serializeToString(signature), certificate.toString())
    ? undefined
    : '2335';
};

const certificateOf = (base64: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
};

const isGood = (xml: string, signature: string, publicCert: string): boolean => {
  const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const verifier = new SignedXml({ publicCert, implicitTransforms: [canonicalXml], getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml);
  } catch {
    return false;
  }
};
