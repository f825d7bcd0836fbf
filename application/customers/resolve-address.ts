import type { Address } from '../../domain/shared/address.ts';
import { reject, type Result, type Refusal } from '../../domain/shared/decider.ts';
import type { Customers } from '../ports/customers.ts';

/** An address from the customer's address book, which the Customer service keeps. */
export interface StoredAddress {
  readonly addressId: string;
}

/** Where goods or bills go: written out, or by its name in the customer's address book. */
export type AddressChoice = Address | StoredAddress;

const isStored = (choice: AddressChoice): choice is StoredAddress => 'addressId' in choice;

/**
 * Looks stored addresses up as they are now; the order keeps them written out, whatever becomes of the address book. Asks
 * none if there are none.
 *
 * @param customerId whose address book; null: a guest, who has none
 * @param choices by what they are for
 * @returns the addresses under the same names, or refusal `address_not_found`
 * @throws ServiceUnavailableError
 */
export const resolveAddresses = async <Choices extends Readonly<Record<string, AddressChoice>>>(
  customers: Customers,
  organizationId: string,
  customerId: string | null,
  choices: Choices,
): Promise<Result<{ readonly [Name in keyof Choices]: Address }>> => {
  const isAsked = Object.values(choices).some(isStored);
  if (isAsked && customerId === null) return guestHasNone();
  const customer = isAsked && customerId !== null ? await customers.customer(organizationId, customerId) : undefined;
  const book = new Map(customer?.addresses.map(({ addressId, address }) => [addressId, address]));

  const resolved: Record<string, Address> = {};
  for (const [name, choice] of Object.entries(choices)) {
    if (!isStored(choice)) {
      resolved[name] = choice;
      continue;
    }
    const stored = book.get(choice.addressId);
    if (stored === undefined) return addressNotFound(choice.addressId);
    resolved[name] = stored;
  }
  return { ok: true, value: resolved as { readonly [Name in keyof Choices]: Address } };
};

const addressNotFound = (addressId: string): Refusal =>
  reject('rule', 'address_not_found', 'the customer has no such address: choose another, or write it out', {
    address_id: addressId,
  });

const guestHasNone = (): Refusal =>
  reject('rule', 'address_not_found', 'a guest has no address book: write the address out');
