import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { AuthorizedRange } from '../../../application/ports/tax-authority.ts';
import { rutOf } from '../../../domain/tax-document/regimes/chile.ts';
import { isSiiType, receiptType, type SiiType } from './catalogues.ts';
import { parseXml, textIn } from '../xml.ts';

/** Folios of one type that the SII gave to a tax payer, with the key that stamps them. */
export interface Caf {
  readonly taxId: string;
  readonly type: SiiType;
  readonly from: number;
  readonly to: number;
  /** From here on no folio of it is used; null for receipts, whose folios stay good. */
  readonly expiresAt: string | null;
  /** The `CAF` element to the byte, flattened: a part of every stamp. */
  readonly xml: string;
  readonly privateKey: KeyObject;
}

/** Months that folios of documents with tax credit are good for. */
const validMonths = 6;

const required = (value: string | undefined, name: string): string => {
  if (value === undefined || value === '') throw new Error(`a CAF without ${name}`);
  return value;
};

const folioOf = (value: string | undefined, name: string): number => {
  const text = required(value, name);
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error(`a CAF whose ${name} is no folio: ${text}`);
  return Number(text);
};

/** Returns the first moment, in UTC, of the day so many months later: some hours before that day begins in Chile. */
const expiryOf = (authorizedOn: string): string => {
  const [year = 0, month = 0, day = 0] = authorizedOn.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + validMonths, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + validMonths, Math.min(day, lastOfMonth))).toISOString();
};

const base64Url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

/** Returns the public key as the CAF says it, which the SII signed. */
const publicKeyIn = (modulus: string, exponent: string): KeyObject =>
  createPublicKey({ key: { kty: 'RSA', n: base64Url(modulus), e: base64Url(exponent) }, format: 'jwk' });

/**
 * Reads a CAF file as the SII gives it out. Its public key must be that of its private key. The SII's signature on it (`FRMA`)
 * cannot be checked: the SII does not publish the keys for that.
 * @throws Error for a file that cannot be used
 */
const parseCaf = (file: string): Caf => {
  const document = parseXml(file);
  const type = required(textIn(document, 'TD'), 'TD');
  if (!isSiiType(type)) throw new Error(`a CAF for documents of type ${type}, which are not made here`);
  const rut = required(textIn(document, 'RE'), 'RE');
  const taxId = rutOf(rut);
  if (taxId === undefined) throw new Error(`a CAF for ${rut}, which is no RUT`);
  const [from, to] = [folioOf(textIn(document, 'D'), 'D'), folioOf(textIn(document, 'H'), 'H')];
  if (to < from) throw new Error(`a CAF from ${from} to ${to}`);
  const authorizedOn = required(textIn(document, 'FA'), 'FA');
  if (!/^\d{4}-\d\d-\d\d$/.test(authorizedOn)) throw new Error(`a CAF whose FA is no date: ${authorizedOn}`);

  const privateKey = createPrivateKey(required(textIn(document, 'RSASK'), 'RSASK'));
  const publicKey = publicKeyIn(required(textIn(document, 'M'), 'M'), required(textIn(document, 'E'), 'E'));
  if (!createPublicKey(privateKey).equals(publicKey)) throw new Error(`the keys of the CAF from ${from} do not match`);

  const element = required(/<CAF[\s>].*<\/CAF>/s.exec(file)?.[0], 'CAF');
  return {
    taxId,
    type,
    from,
    to,
    expiresAt: type === receiptType ? null : expiryOf(authorizedOn),
    xml: element.replace(/>\s+</g, '><'),
    privateKey,
  };
};

/** Describes the folios that a tax payer has. */
interface CafBook {
  readonly ranges: readonly AuthorizedRange[];
  /** @throws Error for a folio that is in none */
  find(type: string, folio: number): Caf;
}

/** Sets how many folios a stream of the engine takes at most. */
const longestRange = 1000;

const rangesOf = ({ type, from, to, expiresAt }: Caf): readonly AuthorizedRange[] =>
  Array.from({ length: Math.ceil((to - from + 1) / longestRange) }, (_, index) => ({
    series: type,
    from: from + index * longestRange,
    to: Math.min(to, from + (index + 1) * longestRange - 1),
    expiresAt,
  }));

/**
 * Reads CAF files, in any order. Ranges are in the order of their folios and in pieces of 1,000; they are known by their place,
 * so files that are used up must stay.
 * @throws Error for one that cannot be used, that is another tax payer's, or whose folios are in two
 */
export const openCafBook = (files: readonly string[], taxId: string): CafBook => {
  const cafs = files.map(parseCaf).toSorted((a, b) => a.type.localeCompare(b.type) || a.from - b.from);
  for (const [index, caf] of cafs.entries()) {
    if (caf.taxId !== taxId) throw new Error(`a CAF of ${caf.taxId}, not of ${taxId}`);
    const before = cafs[index - 1];
    if (before?.type === caf.type && caf.from <= before.to) {
      throw new Error(`the folio ${caf.from} of type ${caf.type} is in two CAFs`);
    }
  }
  return {
    ranges: cafs.flatMap(rangesOf),
    find: (type, folio) => {
      const caf = cafs.find((one) => one.type === type && one.from <= folio && folio <= one.to);
      if (caf === undefined) throw new Error(`no CAF has the folio ${folio} of type ${type}`);
      return caf;
    },
  };
};
