import { createPrivateKey, createPublicKey, X509Certificate, sign, type KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import type { Caf } from './folios.ts';
import { itemName, type Item } from './lines.ts';
import { requireRut, receiverOf } from './parties.ts';
import { chileDate, chileTime, latinBytes, latinText, flat } from './text.ts';

/** Describes a person's certificate and its key: who signs and sends for the tax payer. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** The signer's own RUT. */
  readonly taxId: string;
  /** `KeyInfo` of its signatures: the SII wants the bare key and the certificate. */
  readonly keyInfo: string;
}

/** Matches the serial number of the subject: where the certificates of Chile's authorities say the RUT. */
const subjectRut = /^serialNumber=(.+)$/m;

/** @throws Error for a certificate without a RUT, or a key that is not its own */
export const openSigningKey = (certificatePem: string, privateKeyPem: string): SigningKey => {
  const certificate = new X509Certificate(certificatePem);
  const privateKey = createPrivateKey(privateKeyPem);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the private key is not that of the certificate');
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const base64 = (value: string): string => Buffer.from(value, 'base64url').toString('base64');
  const body = certificate.raw.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    privateKey,
    taxId: requireRut(subjectRut.exec(certificate.subject)?.[1] ?? ''),
    keyInfo:
      `<KeyValue><RSAKeyValue><Modulus>${base64(n)}</Modulus><Exponent>${base64(e)}</Exponent></RSAKeyValue></KeyValue>` +
      `<X509Data><X509Certificate>${body}</X509Certificate></X509Data>`,
  };
};

const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const rsaSha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

type Reference = Parameters<SignedXml['addReference']>[0];

/** Adds a signature. The rest of the text stays as it is, to the byte, so that signatures within it stay good. */
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

const basics = (document: NumberedDocument, caf: Caf, first: Item | undefined): string => {
  const receiver = receiverOf(document);
  return flat({
    RE: caf.taxId,
    TD: document.documentType,
    F: document.folio,
    FE: chileDate(document.issuedAt),
    RR: receiver.taxId,
    RSR: latinText(receiver.name, 40),
    MNT: document.totals.total,
    IT1: first === undefined ? '-' : itemName(first, 40),
  });
};

/**
 * Returns the electronic stamp (`TED`) in one line: what the document says at its shortest, signed with the key that came with its
 * folio. It is printed as a PDF417 too, so that inspectors can check paper.
 */
export const stamp = (document: NumberedDocument, caf: Caf, first: Item | undefined): string => {
  const data = `<DD>${basics(document, caf, first)}${caf.xml}<TSTED>${chileTime(document.issuedAt)}</TSTED></DD>`;
  const signature = sign('sha1', latinBytes(data), caf.privateKey).toString('base64');
  return `<TED version="1.0">${data}<FRMT algoritmo="SHA1withRSA">${signature}</FRMT></TED>`;
};
