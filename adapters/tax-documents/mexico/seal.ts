import { sign, verify, type KeyObject } from 'node:crypto';

const digest = 'sha256';

/** The seal (`sello`) on a cadena original: RSA with SHA-256, PKCS#1 v1.5, in base64. The same text gives the same seal. */
export const seal = (cadena: string, privateKey: KeyObject): string =>
  sign(digest, Buffer.from(cadena), privateKey).toString('base64');

export const isSealOf = (cadena: string, sealed: string, publicKey: KeyObject): boolean =>
  verify(digest, Buffer.from(cadena), publicKey, Buffer.from(sealed, 'base64'));
