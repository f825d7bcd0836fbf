import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { TaxAuthority, AuthorityVerdict } from '../../../application/ports/tax-authority.ts';
import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { rucOf } from '../../../domain/tax-document/regimes/peru.ts';
import { sunatClient, unavailable, type SunatClient, type SoapAnswer } from './client.ts';
import { generate, fileNameOf, numberOf } from './document.ts';
import { barcodeOf, xmlSigner } from './sign.ts';
import { elements, parseXml, textIn } from '../xml.ts';

export interface SunatOptions {
  readonly issuer: TaxIssuer;
  /** Of the issuer, as a provider that SUNAT knows gave it out; of RSA. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** Of SUNAT's `billService`, or of an OSE that speaks like it. */
  readonly url: string;
  /** Of `billConsultService`; the same as `url` by default. */
  readonly consultUrl?: string;
  /** A SOL user of the issuer, without the RUC before it. */
  readonly user: string;
  readonly password: string;
  /** Of each call; 30 seconds by default. */
  readonly timeoutMs?: number;
  /** After how many days an invoice on terms is due; 30 by default. */
  readonly creditDays?: number;
}

const defaultCreditDays = 30;

/**
 * Peru's SUNAT: invoices (01), receipts (03), credit and debit notes (07, 08) in UBL 2.1, sent one by one, each answered by a
 * record of receipt (CDR) at once. Series count freely from 1.
 *
 * @throws Error for an issuer without a RUC, or a certificate that is not of the key
 */
export const openSunat = (options: SunatOptions): TaxAuthority => {
  const { issuer, creditDays = defaultCreditDays } = options;
  const ruc = rucOf(issuer.taxId);
  if (ruc === undefined) throw new Error(`SUNAT: the issuer has no RUC but ${issuer.taxId}`);
  const sign = xmlSigner(options);
  const client = sunatClient({ ...options, ruc });

  const signed = (document: NumberedDocument) => {
    if (document.issuer.taxId !== ruc) {
      throw new Error(`SUNAT: the key is of ${ruc}, which cannot sign for ${document.issuer.taxId}`);
    }
    const { xml, digest } = sign(generate(document, { creditDays }));
    return { xml, barcode: barcodeOf(document, digest) };
  };

  return {
    sign: async (document) => Promise.resolve(signed(document)),
    submit: async (document, { xml }) => {
      const name = fileNameOf(document);
      return sent(client, document, await client.sendBill(`${name}.zip`, zipOf(`${name}.xml`, xml)));
    },
    verdict: (document) => asked(client, document),
    ping: () => client.ping(),
  };
};

type Fault = Extract<SoapAnswer, { ok: false }>;

/** Names the fault of a document that was sent before. */
const alreadyInformed = '1033';

/** Lists the states of `getStatusCdr` that end a document without a record: rejected, and taken back. */
const endedStates: ReadonlySet<string> = new Set(['0002', '0003']);

/** From here on faults are about the document. */
const firstOfDocument = 1000;

/** Faults below it that are about what was sent all the same: names and contents of the zip, and XML that cannot be read. */
const aboutTheFile = [
  [151, 161],
  [300, 302],
  [305, 306],
] as const;

/**
 * Checks whether a fault is about the document, so that it would be answered the same way ever after. Any other is of SUNAT's
 * machinery or of the user (0102: the password; 0111: no permission), which a person puts right while the document waits.
 */
const isAboutTheDocument = (code: number): boolean =>
  code >= firstOfDocument || aboutTheFile.some(([from, to]) => code >= from && code <= to);

/** @throws ServiceUnavailableError for a fault that is not about the document */
const rejectionOf = ({ code, message }: Fault): AuthorityVerdict => {
  if (code === undefined || !isAboutTheDocument(Number(code))) {
    throw unavailable(new Error(`SUNAT ${code ?? ''}: ${message}`));
  }
  return { status: 'rejected', code, message };
};

/** @throws ServiceUnavailableError for a record that cannot be read, or is of another document */
const verdictOf = (base64: string, document: NumberedDocument): AuthorityVerdict => {
  try {
    return readCdr(Buffer.from(base64, 'base64'), numberOf(document));
  } catch (error) {
    throw unavailable(error);
  }
};

/** Reads what SUNAT answers for a document that was sent. */
const sent = async (client: SunatClient, document: NumberedDocument, answer: SoapAnswer): Promise<AuthorityVerdict> => {
  if (!answer.ok) return answer.code === alreadyInformed ? asked(client, document) : rejectionOf(answer);
  const record = textIn(answer.body, 'applicationResponse') ?? '';
  return record === '' ? asked(client, document) : verdictOf(record, document);
};

/** Says what SUNAT says of a document that it has; `pending` until there is a record of it. */
const asked = async (client: SunatClient, document: NumberedDocument): Promise<AuthorityVerdict> => {
  const { documentType: type, series, folio } = document;
  const answer = await client.getStatusCdr({ type, series, folio });
  if (!answer.ok) return rejectionOf(answer);
  const record = textIn(answer.body, 'content') ?? '';
  if (record !== '') return verdictOf(record, document);
  const state = textIn(answer.body, 'statusCode') ?? '';
  if (endedStates.has(state)) {
    return { status: 'rejected', code: state, message: textIn(answer.body, 'statusMessage') ?? '' };
  }
  return { status: 'pending', trackingId: fileNameOf(document) };
};

/** Sets from where on SUNAT's codes are observations: the document is accepted. Below, only 0 accepts it. */
const firstObservation = 4000;

/**
 * Reads SUNAT's record of receipt (CDR: a zipped ApplicationResponse).
 *
 * @param number what the document is called: `F001-42`
 * @throws Error for what is no such record, or one of another document
 */
const readCdr = (zipped: Uint8Array, number: string): AuthorityVerdict => {
  const record = parseXml(unzipXml(zipped));
  const [response] = elements(record, 'Response');
  const authorityReference = [...elements(record, 'ID')].find(
    ({ parentNode }) => parentNode === record.documentElement,
  );
  if (response === undefined || authorityReference === undefined) throw new Error('the CDR says nothing');
  const about = textIn(response, 'ReferenceID');
  if (about !== number) throw new Error(`the CDR is of ${String(about)}, not of ${number}`);

  const code = textIn(response, 'ResponseCode') ?? '';
  const message = textIn(response, 'Description') ?? '';
  if (!/^\d{1,4}$/.test(code)) throw new Error(`the CDR has the code ${code}`);
  if (Number(code) !== 0 && Number(code) < firstObservation) return { status: 'rejected', code, message };
  return {
    status: 'accepted',
    authorityReference: authorityReference.textContent?.trim() ?? '',
    notes: notesOf(record),
  };
};

const notesOf = (record: ReturnType<typeof parseXml>): readonly string[] =>
  elements(record, 'Note')
    .map(({ textContent }) => textContent?.trim() ?? '')
    .filter((note) => note !== '');

/** Sets the time of files in a zip: they have none of their own, so that the same document gives the same bytes. */
const beginning = new Date(1980, 0, 1);

const longestFile = 2 * 1024 * 1024;

/** Returns a zip of one text file, the way SUNAT takes documents. */
const zipOf = (fileName: string, text: string): Uint8Array =>
  zipSync({ [fileName]: strToU8(text) }, { mtime: beginning });

/**
 * Returns the text of the one XML file in a zip.
 * @throws Error for what is no zip, holds none or several of them, or one that is far too long
 */
const unzipXml = (bytes: Uint8Array): string => {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => name.endsWith('.xml') && originalSize <= longestFile,
  });
  const [file, ...more] = Object.values(files);
  if (file === undefined || more.length > 0) throw new Error('the zip does not hold exactly one XML file');
  return strFromU8(file);
};
