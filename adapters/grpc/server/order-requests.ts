import { z } from 'zod';
import { given } from '../../../application/input/given.ts';
import {
  codePattern,
  countries,
  holdsCardNumber,
  idPattern,
  isSane,
  phonePattern,
  saneYears,
  storable,
} from '../../../application/input/texts.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { orderStatuses } from '../../../domain/shared/order-status.ts';
import { channels } from '../../../domain/shared/pricing/promotion.ts';
import { maxPageSize } from '../../../projections/paging/queries.ts';

const text = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(storable, 'must not hold line breaks or other control characters')
    .refine((value) => !holdsCardNumber(value), 'must not hold a card number');

const id = z.string().regex(idPattern, 'must be an id as an answer gave it');
const foreignId = z.string().min(1).max(100).regex(storable, 'must not hold control characters');
const code = z.string().regex(codePattern, 'must be letters, digits, - and _, at most 50');
const version = z.int().min(1).max(999_999_999);

/** Reads a field that is empty if there is none. */
const ifAny = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal('').transform(() => undefined), schema]);

const millisecond = 1_000_000;

/** Describes a `google.protobuf.Timestamp`, or none. */
const time = z
  .object({ seconds: z.number(), nanos: z.int().min(0).max(999_999_999) })
  .transform(({ seconds, nanos }, context) => {
    const date = new Date(seconds * 1000 + Math.floor(nanos / millisecond));
    const isTime = !Number.isNaN(date.getTime());
    if (isTime && isSane(date.toISOString())) return date.toISOString();
    context.addIssue(`must lie between ${saneYears.first} and ${saneYears.last}`);
    return z.NEVER;
  })
  .nullable()
  .transform((at) => at ?? undefined);

const address = z
  .object({
    name: text(200),
    line1: text(200),
    line2: ifAny(text(200)),
    city: text(100),
    region: ifAny(text(100)),
    postal_code: ifAny(text(20)),
    country: z.enum(countries),
    phone: ifAny(z.string().regex(phonePattern, 'must be a telephone number')),
  })
  .transform((fields): Address => given(fields))
  .nullable();

export const getOrderRequest = z.object({ order_id: id, min_version: version.optional() });

export const listOrdersRequest = z.object({
  status: z.enum(orderStatuses).optional(),
  type: z.enum(channels).optional(),
  customer_id: foreignId.optional(),
  from: time,
  to: time,
  q: text(100).optional(),
  limit: z.int().min(1).max(maxPageSize).optional(),
  cursor: z.string().min(1).max(600).optional(),
});

export const createOrderFromCartRequest = z
  .object({
    cart_id: id,
    shipping_address: address,
    shipping_address_id: foreignId.optional(),
    billing_address: address,
    billing_address_id: foreignId.optional(),
    shipping_method: code,
    payment_method: code,
    customer_name: text(200).optional(),
    customer_email: z.email().max(254).optional(),
    expected_version: version.optional(),
  })
  .refine((request) => request.shipping_address === null || request.shipping_address_id === undefined, {
    path: ['shipping_address'],
    message: 'is given twice: leave one of shipping_address and shipping_address_id out',
  })
  .refine((request) => request.billing_address === null || request.billing_address_id === undefined, {
    path: ['billing_address'],
    message: 'is given twice: leave one of billing_address and billing_address_id out',
  });

export const cancelOrderRequest = z.object({ order_id: id, reason: text(500), expected_version: version.optional() });

export const watchOrderRequest = z.object({ order_id: id, after_version: z.int().max(999_999_999).optional() });
