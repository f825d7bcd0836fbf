import type { Carrier, Parcel } from '../../../application/ports/carrier.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { kilograms, phoneOf, regionCode, streetLines } from '../parcels.ts';

const longest = { street: 35, city: 30, name: 35, reference: 35 } as const;

const toParty = (address: Address, sender: Address) => ({
  Name: address.name.slice(0, longest.name),
  AttentionName: address.name.slice(0, longest.name),
  Phone: { Number: phoneOf(address, sender) },
  Address: {
    AddressLine: streetLines(address, longest.street, 3),
    City: address.city.slice(0, longest.city),
    StateProvinceCode: regionCode(address),
    PostalCode: address.postal_code,
    CountryCode: address.country,
  },
});

const toWeight = ({ weightGrams }: Parcel) => ({
  UnitOfMeasurement: { Code: 'KGS' },
  Weight: kilograms(weightGrams).toFixed(1),
});

const parties = (accountNumber: string, { from, to }: Parcel) => ({
  Shipper: { ...toParty(from, from), ShipperNumber: accountNumber },
  ShipTo: toParty(to, from),
  ShipFrom: toParty(from, from),
});

/** Names a package of the customer's own. */
const customerPackaging = { Code: '02' };

const billShipper = (accountNumber: string) => ({ Type: '01', BillShipper: { AccountNumber: accountNumber } });

/** Writes the request of the Rating API, `POST /api/rating/v2409/Shop`: all services between two addresses. */
export const rateRequest = (accountNumber: string, parcel: Parcel) => ({
  RateRequest: {
    Request: {},
    Shipment: {
      ...parties(accountNumber, parcel),
      PaymentDetails: { ShipmentCharge: [billShipper(accountNumber)] },
      ShipmentRatingOptions: { NegotiatedRatesIndicator: 'Y' },
      Package: { PackagingType: customerPackaging, PackageWeight: toWeight(parcel) },
    },
  },
});

const services = { ground: '03', standard: '11', worldwideExpedited: '08' } as const;

const defaultService = ({ from, to }: Parcel): string => {
  if (from.country !== to.country) return services.worldwideExpedited;
  return from.country === 'US' ? services.ground : services.standard;
};

/** Writes the request of the Shipping API, `POST /api/shipments/v2409/ship`: the label comes as an address to fetch it from, too. */
export const shipRequest = (accountNumber: string, parcel: Parameters<Carrier['buyLabel']>[0]) => ({
  ShipmentRequest: {
    Request: { RequestOption: 'nonvalidate', TransactionReference: { CustomerContext: parcel.reference } },
    Shipment: {
      Description: 'Goods',
      ...parties(accountNumber, parcel),
      PaymentInformation: { ShipmentCharge: [billShipper(accountNumber)] },
      Service: { Code: parcel.service ?? defaultService(parcel) },
      ReferenceNumber: { Value: parcel.reference.slice(-longest.reference) },
      ShipmentServiceOptions: { LabelDelivery: { LabelLinksIndicator: 'Y' } },
      Package: { Packaging: customerPackaging, PackageWeight: toWeight(parcel) },
    },
    LabelSpecification: { LabelImageFormat: { Code: 'GIF' } },
  },
});
