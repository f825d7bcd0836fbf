import { DOMParser, MIME_TYPE, onErrorStopParsing, type Element } from '@xmldom/xmldom';

/** Asks a document's XML for what is printed of it. Elements are named without their namespace's prefix. */
export interface XmlReader {
  /** Of the first such element; undefined if there is none, or it has no such attribute. */
  attribute(element: string, name: string): string | undefined;
  /** The text of the first such element; with that attribute, if one is given. */
  text(element: string, attribute?: { readonly name: string; readonly value: string }): string | undefined;
  /** Of every such element its attributes, by name. */
  all(element: string): readonly ((name: string) => string | undefined)[];
}

/**
 * Entities of its own are nothing that our documents have: one with a DOCTYPE is not read.
 * @throws Error for what is no such XML
 */
export const readXml = (xml: string): XmlReader => {
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, MIME_TYPE.XML_APPLICATION);
  if (document.doctype !== null) throw new Error('a tax document has no DOCTYPE');
  const elements = (name: string): readonly Element[] => [...document.getElementsByTagNameNS('*', name)];
  const attributeOf =
    (element: Element | undefined) =>
    (name: string): string | undefined =>
      element?.getAttribute(name) ?? undefined;
  return {
    attribute: (element, name) => attributeOf(elements(element)[0])(name),
    text: (name, attribute) => {
      const fitting = (element: Element): boolean =>
        attribute === undefined || element.getAttribute(attribute.name) === attribute.value;
      return elements(name).find(fitting)?.textContent?.trim();
    },
    all: (name) => elements(name).map(attributeOf),
  };
};
