import type { TaxReceiver } from './tax-receiver.ts';

/** A postal address. `country` is ISO 3166-1 alpha-2. Personal data: stored only under an event's `personal` key. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly region?: string;
  readonly postal_code?: string;
  readonly country: string;
  readonly phone?: string;
}

/**
 * What identifies a person. Events keep all of it under the one key `personal` of their data, so that one place in the
 * codec can encrypt it per customer and forget it by destroying the key.
 */
export interface PersonalData {
  readonly name?: string;
  readonly email?: string;
  readonly shippingAddress?: Address;
  readonly billingAddress?: Address;
  readonly taxReceiver?: TaxReceiver;
}
