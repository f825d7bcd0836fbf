import type { AuthorityVerdict } from '../../../application/ports/tax-authority.ts';
import { elements, readXml, textOf } from './read-xml.ts';
import { unzipXml } from './zip.ts';

/** SUNAT's codes from here on are observations: the document is accepted. Below, only 0 accepts it. */
const firstObservation = 4000;

/**
 * Reads SUNAT's record of receipt (CDR: a zipped ApplicationResponse).
 *
 * @param number what the document is called: `F001-42`
 * @throws Error for what is no such record, or one of another document
 */
export const readCdr = (zipped: Uint8Array, number: string): AuthorityVerdict => {
  const record = readXml(unzipXml(zipped));
  const [response] = elements(record, 'Response');
  const authorityReference = [...elements(record, 'ID')].find(
    ({ parentNode }) => parentNode === record.documentElement,
  );
  if (response === undefined || authorityReference === undefined) throw new Error('the CDR says nothing');
  const about = textOf(response, 'ReferenceID');
  if (about !== number) throw new Error(`the CDR is of ${String(about)}, not of ${number}`);

  const code = textOf(response, 'ResponseCode') ?? '';
  const message = textOf(response, 'Description') ?? '';
  if (!/^\d{1,4}$/.test(code)) throw new Error(`the CDR has the code ${code}`);
  if (Number(code) !== 0 && Number(code) < firstObservation) return { status: 'rejected', code, message };
  return {
    status: 'accepted',
    authorityReference: authorityReference.textContent?.trim() ?? '',
    notes: notesOf(record),
  };
};

const notesOf = (record: ReturnType<typeof readXml>): readonly string[] =>
  elements(record, 'Note')
    .map(({ textContent }) => textContent?.trim() ?? '')
    .filter((note) => note !== '');
