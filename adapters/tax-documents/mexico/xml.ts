import { DOMParser, onWarningStopParsing, type Element } from '@xmldom/xmldom';
import { create } from 'xmlbuilder2';

/** Describes an element of the SAT's documents: they have attributes and elements, and no text. */
export interface XmlNode {
  /** With its usual prefix: `cfdi:Emisor`. */
  readonly name: string;
  /** In the order in which they are written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** Lists the SAT's namespaces by the prefixes that it asks for. */
export const namespaces = {
  cfdi: 'http://www.sat.gob.mx/cfd/4',
  pago20: 'http://www.sat.gob.mx/Pagos20',
  tfd: 'http://www.sat.gob.mx/TimbreFiscalDigital',
} as const;

const prefixes = new Map<string, string>(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]));

/** Makes an element; attributes that are undefined are left out. */
export const node = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly XmlNode[] = [],
): XmlNode => ({
  name,
  attributes: Object.fromEntries(Object.entries(attributes).flatMap(([key, value]) => present(key, value))),
  children,
});

const present = (key: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[key, value]];

/** Writes a tree: the same one gives the same bytes. */
export const writeXml = (root: XmlNode): string => {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  append(document, root);
  return document.end();
};

const append = (parent: ReturnType<typeof create>, { name, attributes, children }: XmlNode): void => {
  const element = parent.ele(name, attributes);
  for (const child of children) append(element, child);
};

/** Reads a tree, whatever its prefixes are. @throws Error for what is no XML */
export const readXml = (xml: string): XmlNode => {
  const { documentElement } = new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, 'text/xml');
  if (documentElement === null) throw new Error('the XML has no element');
  return fromElement(documentElement);
};

const fromElement = (element: Element): XmlNode => {
  const prefix = prefixes.get(element.namespaceURI ?? '');
  return {
    name: prefix === undefined ? element.nodeName : `${prefix}:${element.localName ?? ''}`,
    attributes: Object.fromEntries(
      Array.from(element.attributes)
        .filter(({ namespaceURI }) => namespaceURI === null)
        .map(({ name, value }) => [name, value]),
    ),
    children: Array.from(element.childNodes).filter(isElement).map(fromElement),
  };
};

const isElement = (child: { readonly nodeType: number }): child is Element => child.nodeType === 1;

/** Finds all that a path of names leads to, from a node's children on. */
export const findAll = (from: XmlNode, path: readonly string[]): readonly XmlNode[] =>
  path.reduce<readonly XmlNode[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [from],
  );
