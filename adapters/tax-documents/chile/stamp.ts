import { sign } from 'node:crypto';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import type { Caf } from './caf.ts';
import { chileDate, chileTime } from './chile-time.ts';
import { itemName } from './detail.ts';
import type { Item } from './items.ts';
import { latinBytes, latinText } from './latin-text.ts';
import { receiverOf } from './parties.ts';
import { flat } from './xml.ts';

const basics = (document: NumberedDocument, caf: Caf, first: Item | undefined): string => {
  const receiver = receiverOf(document);
  return flat({
    RE: caf.taxId,
    TD: document.documentType,
    F: document.folio,
    FE: chileDate(document.issuedAt),
    RR: receiver.taxId,
    RSR: latinText(receiver.name, 40),
    MNT: document.totals.total,
    IT1: first === undefined ? '-' : itemName(first, 40),
  });
};

/**
 * The electronic stamp (`TED`) in one line: what the document says at its shortest, signed with the key that came with its
 * folio. It is printed as a PDF417 too, so that inspectors can check paper.
 */
export const stamp = (document: NumberedDocument, caf: Caf, first: Item | undefined): string => {
  const data = `<DD>${basics(document, caf, first)}${caf.xml}<TSTED>${chileTime(document.issuedAt)}</TSTED></DD>`;
  const signature = sign('sha1', latinBytes(data), caf.privateKey).toString('base64');
  return `<TED version="1.0">${data}<FRMT algoritmo="SHA1withRSA">${signature}</FRMT></TED>`;
};
