import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { dniOf, rucOf } from '../../../domain/tax-document/regimes/peru.ts';
import { plainText } from './text.ts';

export const longestName = 1500;
const longest = { street: 200, place: 30, id: 15 } as const;

/** SUNAT's code of the main establishment. */
const mainEstablishment = '0000';

/** Identifies a party as SUNAT does: catalogue 06 and the number in it. */
export interface Identity {
  readonly scheme: '6' | '1' | '0' | '-';
  readonly number: string;
}

/** Names the buyer whom a receipt says nothing of. */
const thePublic = { identity: { scheme: '-', number: '0' }, name: 'CLIENTES VARIOS' } as const;

/** Writes the buyer's RUC or DNI; any other id is one that Peru did not give out. */
export const identityOf = (receiver: TaxReceiver | null): Identity => {
  if (receiver === null) return thePublic.identity;
  const { taxId } = receiver;
  const [ruc, dni] = [rucOf(taxId), dniOf(taxId)];
  if (ruc !== undefined) return { scheme: '6', number: ruc };
  if (dni !== undefined) return { scheme: '1', number: dni };
  return { scheme: '0', number: plainText(taxId, longest.id).replaceAll(/\s/g, '') };
};

const street = ({ line1, line2 }: Address) => ({
  'cbc:Line': plainText([line1, line2].filter(Boolean).join(', '), longest.street),
});

const country = (code: string) => ({ 'cbc:IdentificationCode': code });

/** Writes the issuer, with where it is: UBIGEO and the code of the establishment. */
export const supplier = ({ taxId, legalName, address, addressCode }: TaxIssuer) => ({
  'cac:Party': {
    'cac:PartyIdentification': { 'cbc:ID': { '@schemeID': '6', '#': taxId } },
    'cac:PartyName': { 'cbc:Name': plainText(address.name, longestName) },
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': plainText(legalName, longestName),
      'cac:RegistrationAddress': {
        'cbc:ID': addressCode === '' ? undefined : addressCode,
        'cbc:AddressTypeCode': mainEstablishment,
        'cbc:CityName': plainText(address.city, longest.place),
        'cbc:CountrySubentity': address.region === undefined ? undefined : plainText(address.region, longest.place),
        'cac:AddressLine': street(address),
        'cac:Country': country('PE'),
      },
    },
  },
});

/** Writes the buyer, or the public. */
export const customer = (receiver: TaxReceiver | null) => {
  const { scheme, number } = identityOf(receiver);
  const address = receiver?.address;
  return {
    'cac:Party': {
      'cac:PartyIdentification': { 'cbc:ID': { '@schemeID': scheme, '#': number } },
      'cac:PartyLegalEntity': {
        'cbc:RegistrationName': plainText(receiver?.legalName ?? thePublic.name, longestName),
        'cac:RegistrationAddress': address && {
          'cac:AddressLine': street(address),
          'cac:Country': country(address.country),
        },
      },
    },
  };
};
