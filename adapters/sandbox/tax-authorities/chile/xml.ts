import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';
import { fragment } from 'xmlbuilder2';

/** Returns the root of an XML text. @throws Error for what is none */
export const rootOf = (text: string): Element => {
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  if (documentElement === null) throw new Error('no element');
  return documentElement;
};

export const allIn = (parent: Element, name: string): readonly Element[] =>
  Array.from(parent.getElementsByTagNameNS('*', name));

/** Returns the text of the first element of that name in it; empty without one. */
export const textIn = (parent: Element, name: string): string => allIn(parent, name)[0]?.textContent?.trim() ?? '';

/** … as an amount; 0 without one. */
export const numberIn = (parent: Element, name: string): number => Number(textIn(parent, name));

/** Names and texts as XML. */
export const written = (content: object): string => fragment(content).end();

/** Says how the SII answers by XML. */
export const siiAnswer = (
  header: Readonly<Record<string, string>>,
  body: Readonly<Record<string, string>> = {},
): string =>
  written({
    'SII:RESPUESTA': {
      '@xmlns:SII': 'http://www.sii.cl/XMLSchema',
      'SII:RESP_HDR': header,
      'SII:RESP_BODY': body,
    },
  });

/** … in an envelope of SOAP, as a text. */
export const soapAnswer = (operation: string, answer: string): string =>
  written({
    'soapenv:Envelope': {
      '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      'soapenv:Body': { [`${operation}Response`]: { [`${operation}Return`]: answer } },
    },
  });
