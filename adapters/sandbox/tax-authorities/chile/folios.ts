import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import type { Queryable } from '../../transaction.ts';
import { find, kept, namesLike } from '../papers.ts';
import { written } from './xml.ts';

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

/** Names what the SII calls the keys of its tests. */
const testKeyId = '100';

const generate = promisify(generateKeyPair);

const base64 = (base64Url = ''): string => Buffer.from(base64Url, 'base64url').toString('base64');

/**
 * Makes a CAF file with a key pair of its own. Where the SII signs (`FRMA`) it is signed with that pair, so that the sandbox notices
 * a change without having to know the SII's key.
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

/** Lists the types that shops use. */
const cafTypes = ['33', '39', '56', '61'] as const;

const foliosPerCaf = 5000;

/**
 * Finds every CAF that the issuer was ever given, in order: for each type one in each half of a year in which this was asked, since
 * a CAF is good for six months; its folios come after the last one's.
 */
export const cafsOf = async (db: Queryable, issuer: TaxIssuer, today: string): Promise<readonly string[]> =>
  (await Promise.all(cafTypes.map((type) => cafsOfType(db, issuer, type, today)))).flat();

const cafsOfType = async (
  db: Queryable,
  { taxId, legalName }: TaxIssuer,
  type: string,
  today: string,
): Promise<readonly string[]> => {
  const authorizedOn = `${today.slice(0, 4)}-${today.slice(5, 7) < '07' ? '01' : '07'}-01`;
  const prefix = `caf ${taxId} ${type} `;
  const earlier = (await namesLike(db, prefix)).filter((name) => name < `${prefix}${authorizedOn}`);
  const from = earlier.length * foliosPerCaf + 1;
  const current = await kept(db, `${prefix}${authorizedOn}`, () =>
    sandboxCaf({ rut: taxId, legalName, type, from, to: from + foliosPerCaf - 1, authorizedOn }),
  );
  const before = await Promise.all(earlier.map((name) => find(db, name)));
  return [...before.filter((paper) => paper !== undefined), current];
};
