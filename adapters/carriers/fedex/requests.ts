import type { Carrier, Parcel } from '../../../application/ports/carrier.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { kilograms, phoneOf, regionCode, streetLines } from '../parcels.ts';

const longest = { street: 35, city: 35, name: 70, reference: 40 } as const;

const toAddress = (address: Address) => ({
  streetLines: streetLines(address, longest.street, 3),
  city: address.city.slice(0, longest.city),
  stateOrProvinceCode: regionCode(address),
  postalCode: address.postal_code,
  countryCode: address.country,
});

const toParty = (address: Address, sender: Address) => ({
  contact: { personName: address.name.slice(0, longest.name), phoneNumber: phoneOf(address, sender) },
  address: toAddress(address),
});

const toPackage = ({ weightGrams }: Parcel) => ({ weight: { units: 'KG', value: kilograms(weightGrams) } });

/** Writes the request of the Rate API, `POST /rate/v1/rates/quotes`. */
export const rateRequest = (accountNumber: string, parcel: Parcel) => ({
  accountNumber: { value: accountNumber },
  rateRequestControlParameters: { returnTransitTimes: true },
  requestedShipment: {
    shipper: { address: toAddress(parcel.from) },
    recipient: { address: toAddress(parcel.to) },
    pickupType: 'USE_SCHEDULED_PICKUP',
    rateRequestType: ['ACCOUNT'],
    requestedPackageLineItems: [toPackage(parcel)],
  },
});

/** Chooses the cheapest service that FedEx has between any two addresses, in one country and across a border. */
const defaultService = ({ from, to }: Parcel): string =>
  from.country === to.country ? 'FEDEX_GROUND' : 'FEDEX_INTERNATIONAL_PRIORITY';

/** Writes the request of the Ship API, `POST /ship/v1/shipments`: the label comes as an address to fetch it from. */
export const shipRequest = (accountNumber: string, parcel: Parameters<Carrier['buyLabel']>[0]) => ({
  accountNumber: { value: accountNumber },
  labelResponseOptions: 'URL_ONLY',
  requestedShipment: {
    shipper: toParty(parcel.from, parcel.from),
    recipients: [toParty(parcel.to, parcel.from)],
    pickupType: 'USE_SCHEDULED_PICKUP',
    serviceType: parcel.service ?? defaultService(parcel),
    packagingType: 'YOUR_PACKAGING',
    shippingChargesPayment: { paymentType: 'SENDER' },
    labelSpecification: { imageType: 'PDF', labelStockType: 'PAPER_4X6' },
    requestedPackageLineItems: [
      {
        ...toPackage(parcel),
        customerReferences: [
          { customerReferenceType: 'CUSTOMER_REFERENCE', value: parcel.reference.slice(-longest.reference) },
        ],
      },
    ],
  },
});

/** Writes the request of the Track API, `POST /track/v1/trackingnumbers`. */
export const trackRequest = (trackingNumber: string) => ({
  includeDetailedScans: true,
  trackingInfo: [{ trackingNumberInfo: { trackingNumber } }],
});
