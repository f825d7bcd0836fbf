import { create } from 'xmlbuilder2';
import { elements, readXml, textOf } from './read-xml.ts';

/** A SOL user: secondary users of the RUC send documents. */
export interface SolUser {
  readonly ruc: string;
  readonly user: string;
  readonly password: string;
}

export type Operation = 'sendBill' | 'getStatusCdr';

/** What SUNAT's service answered: its content, or why not. */
export type SoapAnswer =
  | { readonly ok: true; readonly body: ReturnType<typeof readXml> }
  | {
      readonly ok: false;
      /** SUNAT's, four digits; undefined for a fault of its machinery. */
      readonly code: string | undefined;
      readonly message: string;
    };

/** An envelope with the user's token, as WS-Security has it; the password is in it as text, so it goes over TLS. */
export const envelope = ({ ruc, user, password }: SolUser, operation: Operation, content: object): string =>
  create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      'soapenv:Envelope': {
        '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
        '@xmlns:ser': 'http://service.sunat.gob.pe',
        '@xmlns:wsse': 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
        'soapenv:Header': {
          'wsse:Security': {
            'wsse:UsernameToken': { 'wsse:Username': `${ruc}${user}`, 'wsse:Password': password },
          },
        },
        'soapenv:Body': { [`ser:${operation}`]: content },
      },
    },
  ).end();

/**
 * Reads an answer. SUNAT puts its code at the end of the fault's code (`soap-env:Client.1033`), or in the place of its text.
 * @throws Error for what is no answer in SOAP
 */
export const readAnswer = (text: string): SoapAnswer => {
  const document = readXml(text);
  if (document.documentElement?.localName !== 'Envelope') throw new Error('no SOAP envelope');
  const [fault] = elements(document, 'Fault');
  if (fault === undefined) return { ok: true, body: document };
  const reason = textOf(fault, 'faultstring') ?? '';
  const bareCode = /^(\d{4})$/.exec(reason);
  const code = /\.(\d{4})$/.exec(textOf(fault, 'faultcode') ?? '') ?? bareCode;
  const message = bareCode === null ? reason : (textOf(fault, 'detail') ?? reason);
  return { ok: false, code: code?.[1], message };
};
