import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { written } from './chile-xml.ts';

export interface SandboxCafOptions {
  readonly rut: string;
  readonly legalName: string;
  /** `33`, `39`, `56` or `61`. */
  readonly type: string;
  readonly from: number;
  readonly to: number;
  /** Day of the authorisation, `2026-11-23`: folios of all but receipts are good for six months from it. */
  readonly authorizedOn: string;
}

/** As small as the SII's: stamps must fit into a bar code. */
const keySize = { modulusLength: 512, publicExponent: 3 } as const;

/** What the SII calls the keys of its tests. */
const testKeyId = '100';

const generate = promisify(generateKeyPair);

const base64 = (base64Url = ''): string => Buffer.from(base64Url, 'base64url').toString('base64');

/**
 * A CAF file with a key pair of its own. Where the SII signs (`FRMA`) it is signed with that pair, so that the sandbox notices
 * a change without having to know anybody's key.
 */
export const sandboxCaf = async (options: SandboxCafOptions): Promise<string> => {
  const { rut, legalName, type, from, to, authorizedOn } = options;
  const { privateKey, publicKey } = await generate('rsa', keySize);
  const { n, e } = publicKey.export({ format: 'jwk' });
  const authorisation = written({
    DA: {
      RE: rut,
      RS: legalName.slice(0, 40),
      TD: type,
      RNG: { D: from, H: to },
      FA: authorizedOn,
      RSAPK: { M: base64(n), E: base64(e) },
      IDK: testKeyId,
    },
  });
  const signature = sign('sha1', Buffer.from(authorisation, 'latin1'), privateKey).toString('base64');
  return [
    '<?xml version="1.0"?>',
    '<AUTORIZACION>',
    `<CAF version="1.0">\n${authorisation}\n<FRMA algoritmo="SHA1withRSA">${signature}</FRMA>\n</CAF>`,
    `<RSASK>${privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()}</RSASK>`,
    `<RSAPUBK>${publicKey.export({ type: 'spki', format: 'pem' }).toString()}</RSAPUBK>`,
    '</AUTORIZACION>',
    '',
  ].join('\n');
};
