import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';
import type { DocumentContent } from '../../../domain/tax-document/document.ts';
import { rfcOfForeigners, rfcOfThePublic } from '../../../domain/tax-document/regimes/mexico.ts';
import { plainText } from './text.ts';
import { node, type XmlNode } from './xml.ts';

const uses = { none: 'S01', notes: 'G02', payments: 'CP01' } as const;
/** Without obligations in Mexico. */
const noRegime = '616';
/** Lists the tax regimes whose members may book notes (G02), by the SAT's c_UsoCFDI. */
const regimesWithNotes = ['601', '603', '606', '612', '620', '621', '622', '623', '624', '625', '626'];

/** Checks whether it has no named receiver. */
export const isToThePublic = ({ personal }: DocumentContent): boolean =>
  personal.receiver === null || personal.receiver.taxId === rfcOfThePublic;

/** `cfdi:Receptor`. @throws Error for a receiver without its regime or its postal code: the SAT compares both */
export const receiverNode = (document: DocumentContent, placeOfIssue: string): XmlNode => {
  const { receiver } = document.personal;
  if (receiver === null || isToThePublic(document)) {
    return receptor(rfcOfThePublic, 'PUBLICO EN GENERAL', placeOfIssue, noRegime, useOf(document, noRegime, uses.none));
  }
  const isForeign = receiver.taxId === rfcOfForeigners;
  const regime = isForeign ? noRegime : regimeOf(receiver);
  const postalCode = isForeign ? placeOfIssue : postalCodeOf(receiver);
  const use = useOf(document, regime, receiver.cfdiUse ?? uses.none);
  return receptor(receiver.taxId, nameOf(receiver.legalName), postalCode, regime, use);
};

/** Writes a name in capitals, as the SAT does. */
export const nameOf = (legalName: string): string => plainText(legalName.toUpperCase(), 300);

const receptor = (rfc: string, name: string, postalCode: string, regime: string, use: string): XmlNode =>
  node('cfdi:Receptor', {
    Rfc: rfc,
    Nombre: name,
    DomicilioFiscalReceptor: postalCode,
    RegimenFiscalReceptor: regime,
    UsoCFDI: use,
  });

const useOf = ({ kind }: DocumentContent, regime: string, ofPurchase: string): string => {
  if (kind === 'payment_receipt') return uses.payments;
  if (kind !== 'credit_note') return ofPurchase;
  return regimesWithNotes.includes(regime) ? uses.notes : uses.none;
};

const regimeOf = ({ taxId, taxRegime }: TaxReceiver): string => {
  if (taxRegime === undefined) throw new Error(`${taxId}: an invoice in Mexico needs its receiver's tax regime`);
  return taxRegime;
};

const postalCodeOf = ({ taxId, address }: TaxReceiver): string => {
  if (address?.postal_code === undefined)
    throw new Error(`${taxId}: an invoice in Mexico needs its receiver's postal code`);
  return address.postal_code;
};
