import type { z } from 'zod';
import { onlyCustomerOf } from '../../../../application/access/permissions.ts';
import type { AddressChoice } from '../../../../application/customers/resolve-address.ts';
import { given } from '../../../../application/input/given.ts';
import type { Identity } from '../../../../application/ports/identity.ts';
import type { Address } from '../../../../domain/shared/address.ts';
import type { Quantity } from '../../../../domain/shared/quantity.ts';
import { problem } from '../../server/problem.ts';
import type { taxReceiver } from '../documents/schema.ts';
import { readReceiver } from '../documents/show.ts';

interface Addresses {
  readonly shipping_address?: Address;
  readonly billing_address?: Address;
  readonly shipping_address_id?: string;
  readonly billing_address_id?: string;
}

const choiceOf = (address: Address | undefined, addressId: string | undefined): AddressChoice | undefined =>
  addressId === undefined ? address : { addressId };

/** Sends the bill where the goods go, unless the request says otherwise. */
export const addressesOf = (
  body: Addresses,
): { readonly shippingAddress?: AddressChoice; readonly billingAddress?: AddressChoice } => {
  const shipping = choiceOf(body.shipping_address, body.shipping_address_id);
  const billing = choiceOf(body.billing_address, body.billing_address_id) ?? shipping;
  return given({ shippingAddress: shipping, billingAddress: billing });
};

/** Gives what is wanted, as the domain names it. */
export const wantedItems = (items: readonly { readonly variant_id: string; readonly quantity: Quantity }[]) =>
  items.map(({ variant_id: variantId, quantity }) => ({ variantId, quantity }));

/** Says whom the tax documents are made out to, if the request says so. */
export const receiverOf = ({ tax_receiver: receiver }: { readonly tax_receiver?: z.output<typeof taxReceiver> }) =>
  receiver === undefined ? {} : { taxReceiver: readReceiver(receiver) };

/**
 * Decides whose a new thing shall be: a customer's own, or the one that staff name (null for a guest).
 * @throws Problem `forbidden` if a customer names another one
 */
export const customerOf = (identity: Identity, named: string | null): string | null => {
  const own = onlyCustomerOf(identity);
  if (own === undefined || named === own) return named;
  if (named === null) return own;
  throw problem('forbidden', 'a customer acts for nobody else: leave customer_id out');
};
