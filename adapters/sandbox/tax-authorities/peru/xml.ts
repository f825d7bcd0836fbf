import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { create } from 'xmlbuilder2';

/** @throws Error for what is not well-formed, or has a document type definition */
export const parseXml = (text: string): Document => {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Error('a document type definition');
  return new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  }).parseFromString(text, 'text/xml');
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

/** Returns the text of the first one of these; empty without one. */
export const text = (from: Element, path: string): string => all(from, path)[0]?.textContent?.trim() ?? '';

/** Returns the same as a number; 0 without one. */
export const number = (from: Element, path: string): number => Number(text(from, path));

/** Returns the sum of what all of these say. */
export const sum = (from: Element, path: string): number =>
  all(from, path).reduce((total, { textContent }) => total + Number(textContent), 0);

/** Returns every element under this one of that name. */
export const everywhere = (from: Element, name: string): readonly Element[] =>
  Array.from(from.getElementsByTagNameNS('*', name));

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Says what is wrong with a request, by SUNAT's code: the document is not registered. */
export class SunatFault extends Error {
  override readonly name = 'SunatFault';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface SunatRequest {
  /** RUC and user in one. */
  readonly username: string;
  readonly password: string;
  /** `sendBill`, `getStatusCdr` */
  readonly operation: string;
  readonly content: Element;
}

const reply = (body: object): string =>
  create(
    { version: '1.0', encoding: 'UTF-8' },
    { 'soap-env:Envelope': { '@xmlns:soap-env': soap, 'soap-env:Header': {}, 'soap-env:Body': body } },
  ).end();

/** @throws SunatFault for what is no request */
export const readRequest = (body: string): SunatRequest => {
  const root = rootOf(body);
  const [content] = everywhere(root, 'Body').flatMap((element) => Array.from(element.children));
  if (content === undefined) throw new SunatFault('0201', 'Llegó un requerimiento nulo');
  return {
    username: text(root, 'Header/Security/UsernameToken/Username'),
    password: text(root, 'Header/Security/UsernameToken/Password'),
    operation: content.localName ?? '',
    content,
  };
};

const rootOf = (body: string): Element => {
  try {
    const root = parseXml(body).documentElement;
    if (root?.localName === 'Envelope') return root;
  } catch {
    // answered as anything else that is no envelope
  }
  throw new SunatFault('0201', 'Llegó un requerimiento que no es SOAP');
};

/** Says what `sendBill` answers. */
export const billReply = (record: Uint8Array): string =>
  reply({
    'br:sendBillResponse': {
      '@xmlns:br': 'http://service.sunat.gob.pe',
      applicationResponse: Buffer.from(record).toString('base64'),
    },
  });

/** Says what `getStatusCdr` answers. */
export const statusReply = (code: string, message: string, record: Uint8Array | undefined): string =>
  reply({
    'br:getStatusCdrResponse': {
      '@xmlns:br': 'http://service.sunat.gob.pe',
      statusCdr: {
        content: record && Buffer.from(record).toString('base64'),
        statusCode: code,
        statusMessage: message,
      },
    },
  });

export const faultReply = ({ code, message }: SunatFault): string =>
  reply({
    'soap-env:Fault': {
      faultcode: `soap-env:Client.${code}`,
      faultstring: message,
    },
  });
