import { XMLSerializer, type Element } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { create } from 'xmlbuilder2';
import type { Clock } from '../../../../application/ports/system.ts';
import type { Instant } from '../../../../domain/shared/message.ts';
import { everywhere, rootOf } from '../xml.ts';
import { readBill } from './bill.ts';
import { brokenRules } from './rules.ts';
import { SunatFault, text } from './xml.ts';

/** Keeps the documents that were sent, each with its record, rejected ones too. They are forgotten with the process. */
export interface Registry {
  /** Those that were accepted. */
  accepted(): number;
  /**
   * Takes a document in and makes the record of it.
   * @throws SunatFault for what is not registered: wrong names, broken files, one that came before (1033)
   */
  register(ruc: string, zipName: string, zip: Uint8Array): Uint8Array;
  /** The record of a document by its file's name. */
  find(documentName: string): Uint8Array | undefined;
}

const namePattern = /^(\d{11})-(01|03|07|08)-([FB][A-Z0-9]{3})-(\d{1,8})$/;
const longestXml = 2 * 1024 * 1024;

/** From here on rules only make remarks. */
const firstObservation = 4000;

export const newRegistry = (clock: Clock): Registry => {
  const records = new Map<string, Uint8Array>();
  let accepted = 0;

  const register = (ruc: string, zipName: string, zip: Uint8Array): Uint8Array => {
    const documentName = documentNameOf(ruc, zipName);
    const xml = xmlIn(zip, documentName);
    const root = documentIn(xml);
    checkNames(root, documentName);
    if (records.has(documentName)) throw new SunatFault('1033', 'El comprobante fue registrado previamente');

    const findings = [...signatureFindings(xml, ruc), ...brokenRules(root)];
    const rejection = findings.find(({ code }) => Number(code) < firstObservation);
    const record = zippedRecord({
      id: String(1_700_000_000_000 + records.size + 1),
      issuedAt: clock.now(),
      documentName,
      number: readBill(root).number,
      rejection,
      observations: findings.filter(({ code }) => Number(code) >= firstObservation),
    });
    records.set(documentName, record);
    if (rejection === undefined) accepted += 1;
    return record;
  };

  return { accepted: () => accepted, register, find: (documentName) => records.get(documentName) };
};

const documentNameOf = (ruc: string, zipName: string): string => {
  const documentName = zipName.replace(/\.zip$/, '');
  const match = namePattern.exec(documentName);
  if (match === null || zipName === documentName)
    throw new SunatFault('0151', 'El nombre del archivo ZIP es incorrecto');
  if (match[1] !== ruc) throw new SunatFault('0154', 'El RUC del archivo no corresponde al RUC del usuario');
  return documentName;
};

const filesIn = (zip: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  try {
    return unzipSync(zip, { filter: ({ originalSize }) => originalSize <= longestXml });
  } catch {
    throw new SunatFault('0156', 'El archivo ZIP está corrupto');
  }
};

const xmlIn = (zip: Uint8Array, documentName: string): string => {
  const [file, ...more] = Object.entries(filesIn(zip));
  if (file === undefined) throw new SunatFault('0157', 'El archivo ZIP no contiene comprobantes');
  if (more.length > 0) throw new SunatFault('0158', 'El archivo ZIP contiene demasiados comprobantes');
  if (file[0] !== `${documentName}.xml`) {
    throw new SunatFault('0161', 'El nombre del archivo XML no coincide con el nombre del archivo ZIP');
  }
  return strFromU8(file[1]);
};

const documentIn = (xml: string): Element => {
  try {
    return rootOf(xml);
  } catch {
    throw new SunatFault('0306', 'No se puede leer (parsear) el archivo XML');
  }
};

const checkNames = (root: Element, documentName: string): void => {
  const { issuer, type, number } = readBill(root);
  const [ruc, typeInName, series, folio] = documentName.split('-');
  if (type !== typeInName) throw new SunatFault('1003', 'El tipo de documento no coincide con el nombre del archivo');
  if (issuer !== ruc) throw new SunatFault('1034', 'El RUC del emisor no coincide con el nombre del archivo');
  if (!number.startsWith(`${series}-`)) throw new SunatFault('1035', 'La serie no coincide con el nombre del archivo');
  if (number !== `${series}-${folio}`) throw new SunatFault('1036', 'El número no coincide con el nombre del archivo');
};

const signatureMessages = {
  '2325': 'El certificado usado no es el comunicado a SUNAT',
  '2335': 'El documento electrónico ingresado ha sido alterado',
} as const;

const signatureFindings = (xml: string, ruc: string) => {
  const code = faultOfSignature(xml, ruc);
  return code === undefined ? [] : [{ code, message: signatureMessages[code] }];
};

/** Holds a remark of SUNAT's on a document. */
interface Finding {
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

/** Returns a record of receipt (CDR) as SUNAT sends it, but that the sandbox's is not signed: a zip of an ApplicationResponse. */
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

const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Checks whether a document is signed whole by a certificate that it brings along and that names the issuer.
 * @returns SUNAT's code for what is wrong: 2325 the certificate, 2335 the signature or what it signs; undefined if nothing is
 */
export const faultOfSignature = (xml: string, ruc: string): '2325' | '2335' | undefined => {
  const signatures = everywhere(rootOf(xml), 'Signature');
  const [signature, ...more] = signatures.filter(({ namespaceURI }) => namespaceURI === signatureNamespace);
  if (signature === undefined || more.length > 0) return '2335';
  const certificate = certificateOf(text(signature, 'KeyInfo/X509Data/X509Certificate'));
  if (certificate?.subject.includes(ruc) !== true) return '2325';
  const [reference] = everywhere(signature, 'Reference');
  return reference?.getAttribute('URI') === '' &&
    isGood(xml, new XMLSerializer().serializeToString(signature), certificate.toString())
    ? undefined
    : '2335';
};

const certificateOf = (base64: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
};

const isGood = (xml: string, signature: string, publicCert: string): boolean => {
  const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const verifier = new SignedXml({ publicCert, implicitTransforms: [canonicalXml], getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    return verifier.checkSignature(xml);
  } catch {
    return false;
  }
};
