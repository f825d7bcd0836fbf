// The SII takes ISO 8859-1 only, and its schemas count characters.

/** What is better spelled than taken apart. */
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
 * Writes a text with the characters of ISO 8859-1, in one line of at most `limit` characters: others are spelled
 * (`“ş”` is `"s"`) or become `?`. What nothing is left of is `-`, because names must not be empty.
 */
export const latinText = (text: string, limit: number): string => {
  const latin = text.normalize('NFC').replace(/[^\x20-\x7e\xa1-\xff]/gu, spell);
  const line = latin.replace(/ +/g, ' ').trim().slice(0, limit).trimEnd();
  return line === '' ? '-' : line;
};

/** The bytes that the SII gets of a text that is made of such characters. */
export const latinBytes = (text: string): Buffer => Buffer.from(text, 'latin1');
