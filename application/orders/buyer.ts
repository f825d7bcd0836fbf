import type { Result } from '../../domain/shared/decider.ts';
import type { PersonalData } from '../../domain/shared/personal-data.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import { resolveAddresses, type AddressChoice } from '../customers/resolve-address.ts';
import type { Customers } from '../ports/customers.ts';

/** Who buys without a cart, and where to. */
export interface Buyer {
  readonly name?: string;
  readonly email?: string;
  /** Whom the tax documents are made out to; without it the sale gets a receipt. */
  readonly taxReceiver?: TaxReceiver;
  readonly shippingAddress?: AddressChoice;
  readonly billingAddress?: AddressChoice;
}

/**
 * The buyer as events keep them, stored addresses written out.
 * @param customerId null: a guest
 * @returns refusal `address_not_found`
 * @throws ServiceUnavailableError
 */
export const personalDataOf = async (
  customers: Customers,
  organizationId: string,
  customerId: string | null,
  { name, email, taxReceiver, shippingAddress, billingAddress }: Buyer,
): Promise<Result<PersonalData>> => {
  const addresses = await resolveAddresses(customers, organizationId, customerId, {
    ...(shippingAddress !== undefined && { shippingAddress }),
    ...(billingAddress !== undefined && { billingAddress }),
  });
  if (!addresses.ok) return addresses;
  return {
    ok: true,
    value: {
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(taxReceiver !== undefined && { taxReceiver }),
      ...addresses.value,
    },
  };
};
