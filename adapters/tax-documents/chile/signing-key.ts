import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { requireRut } from './parties.ts';

/** A person's certificate and its key: who signs and sends for the tax payer. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** The signer's own RUT. */
  readonly taxId: string;
  /** `KeyInfo` of its signatures: the SII wants the bare key and the certificate. */
  readonly keyInfo: string;
}

/** The serial number of the subject: where the certificates of Chile's authorities say the RUT. */
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
