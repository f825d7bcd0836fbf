import { z } from 'zod';
import {
  type Cause,
  causeOf,
  type ConsumingDependencies,
  head,
  laneOfVariant,
  messageKind,
  theirId,
} from './message-kind.ts';
import type { Verdict } from './received-message.ts';
import { updateOpenCarts } from './update-open-carts.ts';

const updated = head
  .extend({
    variant_id: theirId,
    available: z.number().or(z.boolean()).describe('how many there are, or whether any'),
  })
  .describe('The stock of a variant has changed: open carts that hold it are marked');

const depleted = head
  .extend({ variant_id: theirId })
  .describe('There is none left of a variant: open carts that hold it are marked');

/** Marks the open carts that hold a variant: there is some of it, or none. */
const mark = (
  dependencies: ConsumingDependencies,
  cause: Cause,
  variantId: string,
  available: boolean,
): Promise<Verdict> =>
  updateOpenCarts(dependencies, cause, { type: 'MarkItemAvailability', variantId, available, at: cause.at });

/** Messages about stock, by routing key. */
export const stockMessages = {
  'inventory.stock.updated': messageKind(updated, laneOfVariant, (dependencies, data, message) =>
    mark(dependencies, causeOf(dependencies, data, message), data.variant_id, Number(data.available) > 0),
  ),
  'inventory.stock.depleted': messageKind(depleted, laneOfVariant, (dependencies, data, message) =>
    mark(dependencies, causeOf(dependencies, data, message), data.variant_id, false),
  ),
};
