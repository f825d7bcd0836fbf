import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';
import { fragment } from 'xmlbuilder2';

/** An element's content: texts and numbers, elements in the order of the keys, repeated ones as lists; undefined is left out. */
export interface XmlContent {
  readonly [name: string]: string | number | undefined | XmlContent | readonly XmlContent[];
}

/** Every element on a line of its own, because the SII chokes on very long lines. */
export const lines = (content: XmlContent): string =>
  fragment(content).end({ prettyPrint: true, indent: '', newline: '\n' });

/** Without any space between elements: what is signed as bytes. */
export const flat = (content: XmlContent): string => fragment(content).end();

/** @throws Error for a text that is no XML */
export const parseXml = (text: string): Document =>
  new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');

/** The text of the first element of that name, whatever its namespace; undefined without one. */
export const textIn = (parent: Document | Element, name: string): string | undefined =>
  parent.getElementsByTagNameNS('*', name)[0]?.textContent?.trim();
