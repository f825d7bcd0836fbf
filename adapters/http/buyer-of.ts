import type { z } from 'zod';
import type { AddressChoice } from '../../application/customers/resolve-address.ts';
import type { Address } from '../../domain/shared/address.ts';
import { readReceiver } from './presenters/document.ts';
import type { taxReceiver } from './schemas/document.ts';

interface Addresses {
  readonly shipping_address?: Address;
  readonly billing_address?: Address;
  readonly shipping_address_id?: string;
  readonly billing_address_id?: string;
}

const choiceOf = (address: Address | undefined, addressId: string | undefined): AddressChoice | undefined =>
  addressId === undefined ? address : { addressId };

/** The bill goes where the goods go, unless it is told otherwise. */
export const addressesOf = (
  body: Addresses,
): { readonly shippingAddress?: AddressChoice; readonly billingAddress?: AddressChoice } => {
  const shipping = choiceOf(body.shipping_address, body.shipping_address_id);
  const billing = choiceOf(body.billing_address, body.billing_address_id) ?? shipping;
  return { ...(shipping && { shippingAddress: shipping }), ...(billing && { billingAddress: billing }) };
};

/** Whom the tax documents are made out to, if the request says so. */
export const receiverOf = ({ tax_receiver: receiver }: { readonly tax_receiver?: z.output<typeof taxReceiver> }) =>
  receiver === undefined ? {} : { taxReceiver: readReceiver(receiver) };
