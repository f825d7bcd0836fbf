import { strFromU8, unzipSync } from 'fflate';
import type { Element } from '@xmldom/xmldom';
import type { Clock } from '../../../application/ports/clock.ts';
import { readBill } from './peru-bill.ts';
import { zippedRecord } from './peru-record.ts';
import { brokenRules } from './peru-rules.ts';
import { faultOfSignature } from './peru-signature.ts';
import { SunatFault } from './peru-soap.ts';
import { parseXml } from './peru-xml.ts';

/** The documents that were sent, each with its record, rejected ones too. They are forgotten with the process. */
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
    const root = rootOf(xml);
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
  const [file, ...others] = Object.entries(filesIn(zip));
  if (file === undefined) throw new SunatFault('0157', 'El archivo ZIP no contiene comprobantes');
  if (others.length > 0) throw new SunatFault('0158', 'El archivo ZIP contiene demasiados comprobantes');
  if (file[0] !== `${documentName}.xml`) {
    throw new SunatFault('0161', 'El nombre del archivo XML no coincide con el nombre del archivo ZIP');
  }
  return strFromU8(file[1]);
};

const rootOf = (xml: string): Element => {
  try {
    const root = parseXml(xml).documentElement;
    if (root !== null) return root;
  } catch {
    // answered as XML without anything in it
  }
  throw new SunatFault('0306', 'No se puede leer (parsear) el archivo XML');
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
