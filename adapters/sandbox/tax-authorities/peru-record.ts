import { strToU8, zipSync } from 'fflate';
import { create } from 'xmlbuilder2';
import type { Instant } from '../../../domain/shared/message.ts';

/** What SUNAT has to say of a document. */
export interface Finding {
  readonly code: string;
  readonly message: string;
}

export interface RecordOptions {
  /** SUNAT's number of the record. */
  readonly id: string;
  readonly issuedAt: Instant;
  /** `20131312955-01-F001-42` */
  readonly documentName: string;
  readonly number: string;
  /** Why it is rejected; undefined if it is accepted. */
  readonly rejection: Finding | undefined;
  readonly observations: readonly Finding[];
}

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd';

/** SUNAT's RUC. */
const sunat = '20131312955';

const party = (id: string) => ({ 'cac:PartyIdentification': { 'cbc:ID': id } });

/** A record of receipt (CDR) as SUNAT sends it, but that the sandbox's is not signed: a zip of an ApplicationResponse. */
export const zippedRecord = (options: RecordOptions): Uint8Array => {
  const { id, issuedAt, documentName, number, rejection, observations } = options;
  const [ruc = ''] = documentName.split('-');
  const [date = '', time = ''] = issuedAt.split(/[T.]/);
  const xml = create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      'ar:ApplicationResponse': {
        '@xmlns:ar': `${ubl}:ApplicationResponse-2`,
        '@xmlns:cac': `${ubl}:CommonAggregateComponents-2`,
        '@xmlns:cbc': `${ubl}:CommonBasicComponents-2`,
        'cbc:UBLVersionID': '2.0',
        'cbc:CustomizationID': '1.0',
        'cbc:ID': id,
        'cbc:IssueDate': date,
        'cbc:IssueTime': time,
        'cbc:ResponseDate': date,
        'cbc:ResponseTime': time,
        'cbc:Note': observations.map(({ code, message }) => `${code} - ${message}`),
        'cac:SenderParty': party(sunat),
        'cac:ReceiverParty': party(ruc),
        'cac:DocumentResponse': {
          'cac:Response': {
            'cbc:ReferenceID': number,
            'cbc:ResponseCode': rejection?.code ?? '0',
            'cbc:Description': rejection?.message ?? `El comprobante ${number} ha sido aceptado`,
          },
          'cac:DocumentReference': { 'cbc:ID': number },
        },
      },
    },
  ).end();
  return zipSync({ [`R-${documentName}.xml`]: strToU8(xml) });
};
