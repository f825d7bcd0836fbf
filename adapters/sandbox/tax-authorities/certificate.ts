import 'reflect-metadata'; // Before x509, which cannot do without.
import { createPrivateKey, webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import type { Instant } from '../../../domain/shared/message.ts';

/** Says whom a certificate names. */
export interface CertificateSubject {
  /** RUT, RUC or RFC: the subject's `serialNumber` unless `fields` says otherwise. */
  readonly taxId: string;
  readonly name: string;
  /**
   * What else its subject says, as short names or object identifiers: `{ O: ['Shop'], '2.5.4.45': ['RFC / RFC'] }`. One of
   * the same name replaces the usual.
   */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** Hex digits; `01` by default. */
  readonly serialNumber?: string;
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

export interface SandboxCertificate {
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly privateKeyPem: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/**
 * Makes a certificate that signs itself, with a new RSA pair of 2048 bits: what sandboxes and tests sign with in place of one that
 * was bought.
 */
export const sandboxCertificate = async (subject: CertificateSubject): Promise<SandboxCertificate> => {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: subject.serialNumber ?? '01',
      name: nameOf(subject),
      notBefore: new Date(subject.validFrom ?? '2020-01-01T00:00:00.000Z'),
      notAfter: new Date(subject.validUntil ?? '2049-12-31T00:00:00.000Z'),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      ],
    },
    webcrypto,
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

/** One part for each field, in the order given. */
const nameOf = ({ taxId, name, fields = {} }: CertificateSubject): Record<string, string[]>[] =>
  Object.entries({ CN: [name], '2.5.4.5': [taxId], ...fields }).map(([field, values]) => ({ [field]: [...values] }));
