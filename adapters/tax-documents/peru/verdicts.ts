import type { AuthorityVerdict } from '../../../application/ports/tax-authority.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { readCdr } from './cdr.ts';
import { unavailable, type SunatClient } from './client.ts';
import { fileNameOf, numberOf } from './names.ts';
import { textOf } from './read-xml.ts';
import type { SoapAnswer } from './soap.ts';

type Fault = Extract<SoapAnswer, { ok: false }>;

/** The document was sent before. */
const alreadyInformed = '1033';

/** States of `getStatusCdr` that end a document without a record: rejected, and taken back. */
const endedStates: ReadonlySet<string> = new Set(['0002', '0003']);

/** From here on faults are about the document. */
const firstOfDocument = 1000;

/** Faults below it that are about what was sent all the same: names and contents of the zip, and XML that nobody can read. */
const aboutTheFile = [
  [151, 161],
  [300, 302],
  [305, 306],
] as const;

/**
 * Whether a fault is about the document, so that it would be answered the same way ever after. All others are of SUNAT's
 * machinery or of the user (0102: the password; 0111: no permission), which somebody puts right while the document waits.
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

/** What SUNAT answers for a document that was sent. */
export const sent = async (
  client: SunatClient,
  document: NumberedDocument,
  answer: SoapAnswer,
): Promise<AuthorityVerdict> => {
  if (!answer.ok) return answer.code === alreadyInformed ? asked(client, document) : rejectionOf(answer);
  const record = textOf(answer.body, 'applicationResponse');
  return record === undefined ? asked(client, document) : verdictOf(record, document);
};

/** What SUNAT says of a document that it has; `pending` until there is a record of it. */
export const asked = async (client: SunatClient, document: NumberedDocument): Promise<AuthorityVerdict> => {
  const { documentType: type, series, folio } = document;
  const answer = await client.getStatusCdr({ type, series, folio });
  if (!answer.ok) return rejectionOf(answer);
  const record = textOf(answer.body, 'content');
  if (record !== undefined) return verdictOf(record, document);
  const state = textOf(answer.body, 'statusCode') ?? '';
  if (endedStates.has(state)) {
    return { status: 'rejected', code: state, message: textOf(answer.body, 'statusMessage') ?? '' };
  }
  return { status: 'pending', trackingId: fileNameOf(document) };
};
