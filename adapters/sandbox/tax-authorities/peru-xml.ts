import { DOMParser, type Document, type Element } from '@xmldom/xmldom';

/** @throws Error for what is not well-formed, or has a document type definition */
export const parseXml = (text: string): Document => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('a document type definition');
  return new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  }).parseFromString(text, 'text/xml');
};

/** What is reached from an element by the names of children, without prefixes: `Party/PartyIdentification/ID`. */
export const all = (from: Element, path: string): readonly Element[] =>
  path
    .split('/')
    .reduce<readonly Element[]>(
      (reached, name) =>
        reached.flatMap((element) => Array.from(element.children).filter(({ localName }) => localName === name)),
      [from],
    );

/** The text of the first one of these; empty without one. */
export const text = (from: Element, path: string): string => all(from, path)[0]?.textContent?.trim() ?? '';

/** The same as a number; 0 without one. */
export const number = (from: Element, path: string): number => Number(text(from, path));

/** The sum of what all of these say. */
export const sum = (from: Element, path: string): number =>
  all(from, path).reduce((total, { textContent }) => total + Number(textContent), 0);

/** Every element under this one of that name. */
export const everywhere = (from: Element, name: string): readonly Element[] =>
  Array.from(from.getElementsByTagNameNS('*', name));
