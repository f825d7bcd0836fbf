import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Certified {
  readonly privateKey: KeyObject;
  /** The certificate as text. */
  readonly pem: string;
}

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);

/** commonName */
const nameOf = (name: string): Buffer =>
  sequence(tlv(0x31, sequence(Buffer.from('0603550403', 'hex'), tlv(0x0c, Buffer.from(name)))));

const utcTime = (date: Date): Buffer =>
  tlv(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));

/** sha256WithRSAEncryption */
const algorithm = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from('0500', 'hex'));

/** Makes an RSA key and a certificate of it, signed by the issuer's key, or by its own. */
export const certify = (
  name: string,
  validity: { readonly from: Date; readonly to: Date },
  issuer?: { readonly name: string; readonly privateKey: KeyObject },
): Certified => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = sequence(
    tlv(0x02, Buffer.from([1])),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(utcTime(validity.from), utcTime(validity.to)),
    nameOf(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('RSA-SHA256', body, issuer?.privateKey ?? privateKey);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return { privateKey, pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n') };
};
