import { createHash, X509Certificate } from 'node:crypto';
import { DOMParser, onWarningStopParsing, type Element } from '@xmldom/xmldom';
import { Big } from 'big.js';

/** Reads a document as the sandbox PAC reads it. Throws for what is no XML, or no CFDI. */
export const readCfdi = (xml: string): Element => {
  const { documentElement } = new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, 'text/xml');
  if (documentElement?.namespaceURI !== 'http://www.sat.gob.mx/cfd/4') throw new Error('it is no CFDI 4.0');
  return documentElement;
};

/** Finds the elements on a path of local names, from the children on. */
export const all = (from: Element, path: string): readonly Element[] =>
  path
    .split('/')
    .reduce<readonly Element[]>(
      (found, name) => found.flatMap((element) => childrenOf(element).filter(({ localName }) => localName === name)),
      [from],
    );

const childrenOf = (element: Element): readonly Element[] =>
  Array.from(element.childNodes).filter((child): child is Element => child.nodeType === 1);

/** Returns an attribute; empty if it, or the element, is not there. */
export const text = (element: Element | undefined, name: string): string => element?.getAttribute(name) ?? '';

/** Returns an attribute as a number; 0 if it is not there. */
export const amount = (element: Element, name: string): Big => new Big(element.getAttribute(name) ?? 0);

export const sumOf = (elements: readonly Element[], name: string): Big =>
  elements.reduce((sum, element) => sum.plus(amount(element, name)), new Big(0));

const notSealed = ['Sello', 'Certificado'];
const afterItsParts = ['TotalImpuestosRetenidos', 'TotalImpuestosTrasladados'];

/**
 * Returns the cadena original of a document that writes its attributes and elements in the order of the SAT's schema: then it is that
 * order, with the totals of taxes after the taxes. So this needs no table of fields, and is a second opinion on the adapter's.
 */
export const cadenaInOrder = (root: Element): string => `||${fieldsInOrder(root).join('|')}||`;

const fieldsInOrder = (element: Element): readonly string[] => {
  if (element.localName === 'TimbreFiscalDigital') return [];
  const attributes = Array.from(element.attributes).filter(
    ({ namespaceURI, name }) => namespaceURI === null && !notSealed.includes(name),
  );
  const valuesOf = (late: boolean): readonly string[] =>
    attributes
      .filter(({ name }) => afterItsParts.includes(name) === late)
      .map(({ value }) => value.replaceAll(/\s+/g, ' ').trim());
  return [...valuesOf(false), ...childrenOf(element).flatMap(fieldsInOrder), ...valuesOf(true)];
};

/** Returns the certificate that the document brings. @throws Error for what is none */
export const certificateOf = (root: Element): X509Certificate =>
  new X509Certificate(Buffer.from(text(root, 'Certificado'), 'base64'));

/** Hashes what makes a document this one, whatever its seal is. */
export const hashOf = (root: Element): string => createHash('sha256').update(cadenaInOrder(root)).digest('hex');
