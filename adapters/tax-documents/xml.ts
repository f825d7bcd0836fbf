import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';

/**
 * Reads XML that came from elsewhere. Documents with a type definition are refused, so that there are no entities to expand.
 * @throws Error for what is not well-formed
 */
export const parseXml = (text: string): Document => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('XML with a document type definition (DOCTYPE)');
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
};

/** Finds every element of that name, whatever its prefix, in the document's order. */
export const elements = (within: Document | Element, name: string): readonly Element[] =>
  Array.from(within.getElementsByTagNameNS('*', name));

/** Reads the trimmed text of the first element of that name; undefined without one. */
export const textIn = (within: Document | Element, name: string): string | undefined =>
  elements(within, name)[0]?.textContent?.trim();

/** Reads an attribute of the first element of that name; undefined without either. */
export const attributeIn = (within: Document, name: string, attribute: string): string | undefined =>
  elements(within, name)[0]?.getAttribute(attribute) ?? undefined;
