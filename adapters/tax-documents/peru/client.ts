import { create } from 'xmlbuilder2';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { elements, parseXml, textIn } from '../xml.ts';

/** Names what SUNAT's web services are called in errors. */
const service = 'sunat';

const defaultTimeoutMs = 30_000;
const longestAnswer = 4 * 1024 * 1024;

interface SunatClientOptions extends SolUser {
  /** Of `billService`, which documents are sent to. */
  readonly url: string;
  /** Of `billConsultService`, which knows what became of them; the same as `url` by default. */
  readonly consultUrl?: string;
  readonly timeoutMs?: number;
}

/** @throws ServiceUnavailableError if it does not answer */
export interface SunatClient {
  sendBill(zipName: string, zip: Uint8Array): Promise<SoapAnswer>;
  getStatusCdr(document: {
    readonly type: string;
    readonly series: string;
    readonly folio: number;
  }): Promise<SoapAnswer>;
  ping(): Promise<void>;
}

/** Makes the error of a SUNAT that does not answer, for this reason. */
export const unavailable = (cause: unknown): ServiceUnavailableError => new ServiceUnavailableError(service, { cause });

/** Talks SOAP to SUNAT. It tries once: the caller knows when to try again. */
export const sunatClient = (options: SunatClientOptions): SunatClient => {
  const { url, consultUrl = url, timeoutMs = defaultTimeoutMs, ruc } = options;

  const reach = async <Result>(request: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    try {
      return await request(AbortSignal.timeout(timeoutMs));
    } catch (error) {
      throw unavailable(error);
    }
  };

  /** A fault comes with a status of its own, so what counts is whether there is a SOAP answer at all. */
  const call = (to: string, operation: Operation, content: object): Promise<SoapAnswer> =>
    reach(async (signal) => {
      const response = await fetch(to, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `urn:${operation}` },
        body: envelope(options, operation, content),
        redirect: 'error',
        signal,
      });
      return readAnswer(await textWithin(response, longestAnswer));
    });

  return {
    sendBill: (zipName, zip) =>
      call(url, 'sendBill', { fileName: zipName, contentFile: Buffer.from(zip).toString('base64') }),
    getStatusCdr: ({ type, series, folio }) =>
      call(consultUrl, 'getStatusCdr', {
        rucComprobante: ruc,
        tipoComprobante: type,
        serieComprobante: series,
        numeroComprobante: String(folio),
      }),
    ping: () =>
      reach(async (signal) => {
        const response = await fetch(`${url}?wsdl`, { redirect: 'error', signal });
        await response.body?.cancel();
        if (response.status >= 500) throw new Error(`it answered ${response.status}`);
      }),
  };
};

/** @throws Error for a body that is longer: the rest of it is not read */
const textWithin = async (response: Response, longest: number): Promise<string> => {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > longest) throw new Error(`an answer of more than ${longest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** Names a SOL user: secondary users of the RUC send documents. */
interface SolUser {
  readonly ruc: string;
  readonly user: string;
  readonly password: string;
}

type Operation = 'sendBill' | 'getStatusCdr';

/** Says what SUNAT's service answered: its content, or why not. */
export type SoapAnswer =
  | { readonly ok: true; readonly body: ReturnType<typeof parseXml> }
  | {
      readonly ok: false;
      /** SUNAT's, four digits; undefined for a fault of its machinery. */
      readonly code: string | undefined;
      readonly message: string;
    };

/** Returns an envelope with the user's token, as WS-Security has it; the password is in it as text, so it goes over TLS. */
const envelope = ({ ruc, user, password }: SolUser, operation: Operation, content: object): string =>
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
const readAnswer = (text: string): SoapAnswer => {
  const document = parseXml(text);
  if (document.documentElement?.localName !== 'Envelope') throw new Error('no SOAP envelope');
  const [fault] = elements(document, 'Fault');
  if (fault === undefined) return { ok: true, body: document };
  const reason = textIn(fault, 'faultstring') ?? '';
  const bareCode = /^(\d{4})$/.exec(reason);
  const code = /\.(\d{4})$/.exec(textIn(fault, 'faultcode') ?? '') ?? bareCode;
  const detail = textIn(fault, 'detail') ?? '';
  const message = bareCode === null || detail === '' ? reason : detail;
  return { ok: false, code: code?.[1], message };
};
