import { fragment } from 'xmlbuilder2';
import type { Instant } from '../../../domain/shared/message.ts';
import { chile } from '../../../domain/tax-document/regimes/chile.ts';
import { clockOf } from '../clock.ts';

// The SII takes ISO 8859-1 only, and its schemas count characters.

/** Says what is better spelled than taken apart. */
const spelled: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '•': '-',
  '…': '...',
  '€': 'EUR',
  '™': '(TM)',
  Œ: 'OE',
  œ: 'oe',
  Ł: 'L',
  ł: 'l',
};

const unknown = '?';

const spell = (character: string): string => {
  const known = spelled[character];
  if (known !== undefined) return known;
  if (/[\s\p{C}\p{Z}]/u.test(character)) return ' ';
  // `ş` is `s` and a cedilla: the base is what is left of it.
  const base = character.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return base === '' ? unknown : base;
};

/**
 * Writes a text with the characters of ISO 8859-1, in one line of at most `limit` characters: any other is spelled
 * (`“ş”` is `"s"`) or become `?`. What nothing is left of is `-`, because names must not be empty.
 */
export const latinText = (text: string, limit: number): string => {
  const latin = text.normalize('NFC').replace(/[^\x20-\x7e\xa1-\xff]/gu, spell);
  const line = latin.replace(/ +/g, ' ').trim().slice(0, limit).trimEnd();
  return line === '' ? '-' : line;
};

/** Encodes the bytes that the SII gets of a text that is made of such characters. */
export const latinBytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Says the time on clocks in continental Chile, without a zone, as the SII wants it: `2026-11-23T12:00:00`. */
export const chileTime = clockOf(chile.timeZone);

/** Says the day in Chile: `2026-11-23`. */
export const chileDate = (instant: Instant): string => chileTime(instant).slice(0, 'yyyy-mm-dd'.length);

/** Describes an element's content: texts and numbers, elements in the order of the keys, repeated ones as lists; undefined is left out. */
export interface XmlContent {
  readonly [name: string]: string | number | undefined | XmlContent | readonly XmlContent[];
}

/** Writes every element on a line of its own, because the SII chokes on very long lines. */
export const lines = (content: XmlContent): string =>
  fragment(content).end({ prettyPrint: true, indent: '', newline: '\n' });

/** Writes no space between elements: what is signed as bytes. */
export const flat = (content: XmlContent): string => fragment(content).end();
