import type { Address } from './address.ts';
import type { TaxReceiver } from './tax-receiver.ts';

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
