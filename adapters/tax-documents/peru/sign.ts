import { createPrivateKey, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { formatMinor } from '../../../domain/shared/money.ts';
import type { DocumentBarcode, NumberedDocument } from '../../../domain/tax-document/document.ts';
import { identityOf } from './parties.ts';
import { limaTime } from './text.ts';

/** Names what the signature is called in the document. */
export const signatureId = 'SignatureSUNAT';

interface SigningKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** Describes a document with its signature, and the digest that its printed code shows. */
interface SignedXmlText {
  readonly xml: string;
  /** Base64. */
  readonly digest: string;
}

/**
 * Signs the whole document by the issuer's key: XMLDSig, enveloped in its first extension. The algorithms are RSA-SHA256 and
 * SHA-256: SUNAT takes these and those of its first manual (SHA-1), which is not to be taken up any more. The padding
 * is PKCS #1 v1.5, so the same text gives the same bytes.
 *
 * @throws Error if certificate and key are not a pair, or are not of RSA
 */
export const xmlSigner = ({ certificatePem, privateKeyPem }: SigningKey): ((xml: string) => SignedXmlText) => {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('SUNAT: the key that signs must be of RSA');
  if (!new X509Certificate(certificatePem).checkPrivateKey(key)) {
    throw new Error('SUNAT: the certificate is not of the key that signs');
  }
  return (xml) => {
    const signature = new SignedXml({
      privateKey: privateKeyPem,
      publicCert: certificatePem,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: canonicalXml,
      // What an enveloped signature without a further transform is digested by; not written down.
      implicitTransforms: [canonicalXml],
    });
    signature.addReference({
      xpath: '/*',
      isEmptyUri: true,
      transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature'],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    signature.computeSignature(xml, {
      prefix: 'ds',
      attrs: { Id: signatureId },
      location: { reference: "//*[local-name(.)='ExtensionContent']", action: 'append' },
    });
    const signed = signature.getSignedXml();
    return { xml: signed, digest: digestOf(signed) };
  };
};

/** Returns the digest of a signed document, in base64. */
const digestOf = (signed: string): string => /<ds:DigestValue>([^<]+)</.exec(signed)?.[1] ?? '';

/** Returns the QR code that SUNAT wants on the printed page: what the document says in short, and the digest of its signature. */
export const barcodeOf = (document: NumberedDocument, digest: string): DocumentBarcode => {
  const { issuer, documentType, series, folio, totals, currency, issuedAt, personal } = document;
  const { scheme, number } = identityOf(personal.receiver);
  const fields = [
    issuer.taxId,
    documentType,
    series,
    String(folio),
    formatMinor(totals.tax, currency),
    formatMinor(totals.total, currency),
    limaTime(issuedAt).date,
    scheme,
    number,
    digest,
  ];
  return { symbology: 'qrcode', text: fields.join('|') };
};
