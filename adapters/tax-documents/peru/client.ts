import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { envelope, readAnswer, type Operation, type SoapAnswer, type SolUser } from './soap.ts';

/** What SUNAT's web services are called in errors. */
const service = 'sunat';

const defaultTimeoutMs = 30_000;
const longestAnswer = 4 * 1024 * 1024;

export interface SunatClientOptions extends SolUser {
  /** Of `billService`, which documents are sent to. */
  readonly url: string;
  /** Of `billConsultService`, which knows what became of them; the same as `url` unless told. */
  readonly consultUrl?: string;
  readonly timeoutMs?: number;
}

/** @throws ServiceUnavailableError for an outage */
export interface SunatClient {
  sendBill(zipName: string, zip: Uint8Array): Promise<SoapAnswer>;
  getStatusCdr(document: {
    readonly type: string;
    readonly series: string;
    readonly folio: number;
  }): Promise<SoapAnswer>;
  ping(): Promise<void>;
}

/** An outage, for this reason. */
export const unavailable = (cause: unknown): ServiceUnavailableError => new ServiceUnavailableError(service, { cause });

/** Talks SOAP to SUNAT. It tries once: who calls knows when to try again. */
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
