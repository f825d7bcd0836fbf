import { z } from 'zod';
import { currencies } from '../../../domain/shared/money.ts';
import { orderStatuses } from '../../../domain/shared/order-status.ts';

/** Parts of every published message. Field names are a contract: a change that is not an addition is a new version. */
export const id = z.string().min(1);
export const instant = z.iso.datetime({ precision: 3 }).describe('UTC');
export const money = z.number().describe('with the decimals of `currency`');
export const quantity = z.number().positive().describe('units, up to three decimals');
export const currency = z.enum(currencies).describe('ISO 4217');
export const reason = z.string();

/** What every message about an order says of it. */
export const order = {
  order_id: id,
  order_number: id,
  customer_id: id.nullable().describe('null: a guest'),
};

export const orderStatus = z.enum(orderStatuses).describe('of the order, once this has happened');

export const item = z.object({ order_item_id: id, variant_id: id, quantity });
