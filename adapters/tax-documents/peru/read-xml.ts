import { DOMParser, type Document, type Element } from '@xmldom/xmldom';

/**
 * Reads XML that came from elsewhere. Documents with a type definition are refused, so that there are no entities to expand.
 * @throws Error for what is not well-formed
 */
export const readXml = (text: string): Document => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('XML with a document type definition');
  return new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  }).parseFromString(text, 'text/xml');
};

/** Every element of that name, whatever its prefix, in the document's order. */
export const elements = (within: Document | Element, localName: string): readonly Element[] =>
  Array.from(within.getElementsByTagNameNS('*', localName));

/** The trimmed text of the first element of that name; undefined without one, or if it is empty. */
export const textOf = (within: Document | Element, localName: string): string | undefined => {
  const text = elements(within, localName)[0]?.textContent?.trim() ?? '';
  return text === '' ? undefined : text;
};
