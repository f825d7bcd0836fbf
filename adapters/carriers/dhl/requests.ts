import type { Carrier, Parcel } from '../../../application/ports/carrier.ts';
import type { Address } from '../../../domain/shared/address.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { kilograms, phoneOf, regionCode, streetLines } from '../parcels.ts';

const longest = { street: 45, city: 45, name: 80, reference: 35 } as const;

/** Sets the size that DHL wants. Only weights are known, so it is the smallest, which leaves the weight to decide. */
const smallest = { length: 1, width: 1, height: 1 } as const;

const crossesBorder = ({ from, to }: Parcel): boolean => from.country !== to.country;

/** Writes the query of rating, `GET /rates`. */
export const rateQuery = (accountNumber: string, parcel: Parcel, now: Instant): URLSearchParams =>
  new URLSearchParams({
    accountNumber,
    originCountryCode: parcel.from.country,
    originPostalCode: parcel.from.postal_code ?? '',
    originCityName: parcel.from.city,
    destinationCountryCode: parcel.to.country,
    destinationPostalCode: parcel.to.postal_code ?? '',
    destinationCityName: parcel.to.city,
    weight: String(kilograms(parcel.weightGrams)),
    length: String(smallest.length),
    width: String(smallest.width),
    height: String(smallest.height),
    plannedShippingDate: now.slice(0, 10),
    isCustomsDeclarable: String(crossesBorder(parcel)),
    unitOfMeasurement: 'metric',
  });

const toParty = (address: Address, sender: Address) => {
  const [addressLine1, addressLine2, addressLine3] = streetLines(address, longest.street, 3);
  const name = address.name.slice(0, longest.name);
  return {
    postalAddress: {
      postalCode: address.postal_code ?? '',
      cityName: address.city.slice(0, longest.city),
      countryCode: address.country,
      provinceCode: regionCode(address),
      addressLine1,
      addressLine2,
      addressLine3,
    },
    contactInformation: { phone: phoneOf(address, sender), companyName: name, fullName: name },
  };
};

/** Names the express products within a country, and across its border. */
const products = { domestic: 'N', worldwide: 'P' } as const;

/** Writes the request of a shipment, `POST /shipments`. */
export const shipRequest = (accountNumber: string, parcel: Parameters<Carrier['buyLabel']>[0], now: Instant) => ({
  plannedShippingDateAndTime: `${now.slice(0, 19)} GMT+00:00`,
  pickup: { isRequested: false },
  productCode: parcel.service ?? (crossesBorder(parcel) ? products.worldwide : products.domestic),
  accounts: [{ typeCode: 'shipper', number: accountNumber }],
  customerReferences: [{ typeCode: 'CU', value: parcel.reference.slice(-longest.reference) }],
  customerDetails: {
    shipperDetails: toParty(parcel.from, parcel.from),
    receiverDetails: toParty(parcel.to, parcel.from),
  },
  content: {
    packages: [{ weight: kilograms(parcel.weightGrams), dimensions: smallest }],
    isCustomsDeclarable: crossesBorder(parcel),
    description: 'Goods',
    incoterm: 'DAP',
    unitOfMeasurement: 'metric',
  },
});
