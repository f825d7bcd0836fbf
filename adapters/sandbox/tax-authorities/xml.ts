import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';

/** Reads the root of an XML text. @throws Error for what is not well-formed, or has a document type definition */
export const rootOf = (text: string): Element => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('a document type definition');
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  if (documentElement === null) throw new Error('no element');
  return documentElement;
};

/** Finds what is reached from an element by the names of children, without prefixes: `Party/PartyIdentification/ID`. */
export const all = (from: Element, path: string): readonly Element[] =>
  path
    .split('/')
    .reduce<readonly Element[]>(
      (reached, name) =>
        reached.flatMap((element) => Array.from(element.children).filter(({ localName }) => localName === name)),
      [from],
    );

/** Finds every element under this one of that name. */
export const everywhere = (from: Element, name: string): readonly Element[] =>
  Array.from(from.getElementsByTagNameNS('*', name));
