import type { Carrier, Carriers } from '../../../application/ports/carrier.ts';
import type { Address } from '../../../domain/shared/address.ts';
import type { CarrierOptions } from '../../carriers/carrier-options.ts';
import { dhlCarrier } from '../../carriers/dhl/carrier.ts';
import { fedexCarrier } from '../../carriers/fedex/carrier.ts';
import { upsCarrier } from '../../carriers/ups/carrier.ts';
import type { Config } from '../config/config.ts';
import { systemClock } from './system.ts';

/** Lists the carriers, by the names that shipments and variables give them. */
const makers = { FEDEX: fedexCarrier, UPS: upsCarrier, DHL: dhlCarrier } as const;

/** Opens the carriers that are configured; shipments by any other name need none. */
export const openCarriers = (config: Config): Carriers => {
  const carriers = (Object.keys(makers) as (keyof typeof makers)[]).flatMap((name): readonly Carrier[] => {
    const options = optionsOf(config, name);
    return options === undefined ? [] : [makers[name](options)];
  });
  return new Map(carriers.map((carrier) => [carrier.name, carrier]));
};

const optionsOf = (config: Config, name: keyof typeof makers): CarrierOptions | undefined => {
  const apiKey = config[`${name}_API_KEY`];
  if (apiKey === undefined) return undefined;
  const baseUrl = config[`${name}_API_URL`];
  return {
    apiKey,
    apiSecret: config[`${name}_API_SECRET`] ?? '',
    accountNumber: config[`${name}_ACCOUNT_NUMBER`] ?? '',
    webhookSecrets: config[`${name}_WEBHOOK_SECRET`],
    ...(baseUrl !== undefined && { baseUrl }),
    clock: systemClock,
  };
};

/** Says what is sent: the same for labels and rates. */
export const parcelOf = (config: Config) => ({
  shipFrom: shipFrom(config),
  parcelWeightGrams: config.PARCEL_WEIGHT_GRAMS,
});

/** Says where parcels start; without carriers it is not needed. */
const shipFrom = (config: Config): Address => ({
  name: config.SHIP_FROM_NAME,
  line1: config.SHIP_FROM_LINE1 ?? '',
  city: config.SHIP_FROM_CITY ?? '',
  country: config.SHIP_FROM_COUNTRY ?? '',
  ...(config.SHIP_FROM_REGION !== undefined && { region: config.SHIP_FROM_REGION }),
  ...(config.SHIP_FROM_POSTAL_CODE !== undefined && { postal_code: config.SHIP_FROM_POSTAL_CODE }),
  ...(config.SHIP_FROM_PHONE !== undefined && { phone: config.SHIP_FROM_PHONE }),
});
