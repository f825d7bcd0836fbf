import type { Address } from '../../../domain/shared/address.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { rutOf } from '../../../domain/tax-document/regimes/chile.ts';
import { receiptType } from './catalogues.ts';
import { latinText, type XmlContent } from './text.ts';

/** Says whom receipts without a name are made out to. */
const thePublic = { taxId: '66666666-6', legalName: 'Consumidor Final' } as const;

/** Names what a tax payer does who has not said it: private persons do not. */
const noActivity = 'Particular';

/** @throws Error for what is no RUT */
export const requireRut = (taxId: string): string => {
  const rut = rutOf(taxId);
  if (rut === undefined) throw new Error(`${taxId} is no RUT`);
  return rut;
};

const street = ({ line1, line2 }: Address): string => latinText([line1, line2 ?? ''].join(' '), 70);

const district = ({ city }: Address): string => latinText(city, 20);

/** RUT and name of the receiver. */
export const receiverOf = ({ personal: { receiver } }: NumberedDocument): { taxId: string; name: string } => ({
  taxId: requireRut(receiver?.taxId ?? thePublic.taxId),
  name: receiver?.legalName ?? thePublic.legalName,
});

/** `Emisor`, which receipts write with other words. */
export const issuerOf = ({ documentType, issuer }: NumberedDocument): XmlContent => {
  const name = latinText(issuer.legalName, 100);
  const activity = latinText(issuer.activity, 80);
  const words =
    documentType === receiptType
      ? { RznSocEmisor: name, GiroEmisor: activity }
      : { RznSoc: name, GiroEmis: activity, Acteco: issuer.activityCode };
  return {
    RUTEmisor: requireRut(issuer.taxId),
    ...words,
    DirOrigen: street(issuer.address),
    CmnaOrigen: district(issuer.address),
  };
};

/** `Receptor`. Receipts have no place for what the receiver does. */
export const receiverElement = (document: NumberedDocument): XmlContent => {
  const { receiver } = document.personal;
  const { taxId, name } = receiverOf(document);
  const activity =
    document.documentType === receiptType || receiver === null ? undefined : (receiver.activity ?? noActivity);
  return {
    RUTRecep: taxId,
    RznSocRecep: latinText(name, 100),
    GiroRecep: activity === undefined ? undefined : latinText(activity, 40),
    DirRecep: receiver?.address === undefined ? undefined : street(receiver.address),
    CmnaRecep: receiver?.address === undefined ? undefined : district(receiver.address),
  };
};
