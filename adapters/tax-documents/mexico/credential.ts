import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

/** A certificate of digital seal (CSD) with its key: what a tax payer signs with. */
export interface Credential {
  readonly certificate: X509Certificate;
  /** Its 20 digits at the SAT. */
  readonly number: string;
  readonly privateKey: KeyObject;
}

/** The SAT gives its certificates numbers of 20 digits, and writes them as text where others write a number. */
const serialOfDigits = /^(?:3\d){20}$/;

/**
 * Reads a certificate and its key, as PEM or as the SAT gives them out: `.cer` (DER) and `.key` (encrypted PKCS#8 in DER).
 *
 * @throws Error if one cannot be read, if they do not belong together, or if it is no certificate of the SAT
 */
export const readCredential = (
  certificateBytes: Uint8Array | string,
  keyBytes: Uint8Array | string,
  password?: string,
): Credential => {
  const certificate = new X509Certificate(certificateBytes);
  const privateKey = readKey(Buffer.from(keyBytes), password);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the private key is not that of the certificate');
  return { certificate, number: certificateNumber(certificate), privateKey };
};

const readKey = (key: Buffer, password: string | undefined): KeyObject => {
  const passphrase = password === undefined ? {} : { passphrase: password };
  return key.includes('-----BEGIN ')
    ? createPrivateKey({ key, ...passphrase })
    : createPrivateKey({ key, format: 'der', type: 'pkcs8', ...passphrase });
};

const certificateNumber = ({ serialNumber }: X509Certificate): string => {
  if (!serialOfDigits.test(serialNumber))
    throw new Error(`${serialNumber} is not the number of a certificate of the SAT`);
  return Buffer.from(serialNumber, 'hex').toString('ascii');
};
