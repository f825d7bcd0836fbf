import { z } from 'zod';
import { maxQuantity, parseQuantity, type Quantity } from '../../domain/shared/quantity.ts';

/** The requests of proto/inventory.proto as the sandbox reads them. A ZodError says what is wrong with one. */

/** How much of each variant: one entry a variant, above zero. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** Whose stock: an organisation's store, or with an empty `localId` what it sells from a distance. */
export interface Place {
  readonly organizationId: string;
  readonly localId: string;
}

const name = z.string().min(1).max(200);

const quantity = z.string().transform((text, context) => {
  const parsed = parseQuantity(text);
  if (parsed === undefined || parsed <= 0) {
    context.addIssue(`must be a decimal above 0 with at most 3 places, and no more than ${maxQuantity / 1000}`);
  }
  return parsed ?? z.NEVER;
});

const amounts = z
  .array(z.object({ variant_id: name, quantity }))
  .min(1)
  .transform((lines): Amounts => {
    const sums = new Map<string, Quantity>();
    for (const line of lines) sums.set(line.variant_id, (sums.get(line.variant_id) ?? 0) + line.quantity);
    return sums;
  });

const place = { organization_id: name, local_id: z.string().max(200) };
const keyed = { organization_id: name, idempotency_key: name };

const toPlace = (request: { readonly organization_id: string; readonly local_id: string }): Place => ({
  organizationId: request.organization_id,
  localId: request.local_id,
});

export const checkAvailability = z
  .object({ ...place, lines: amounts })
  .transform((request) => ({ place: toPlace(request), amounts: request.lines }));

export const checkStock = z
  .object({ ...place, variant_id: name, quantity })
  .transform((request) => ({ place: toPlace(request), variantId: request.variant_id, quantity: request.quantity }));

export const reserveStock = z
  .object({
    ...keyed,
    ...place,
    reference_id: name,
    lines: amounts,
    expires_at: z.object({ seconds: z.number(), nanos: z.number() }),
  })
  .transform((request) => ({
    place: toPlace(request),
    referenceId: request.reference_id,
    amounts: request.lines,
    expiresAt: new Date(request.expires_at.seconds * 1000 + request.expires_at.nanos / 1_000_000),
  }));

export const reservationOnly = z
  .object({ ...keyed, reservation_id: name })
  .transform((request) => ({ organizationId: request.organization_id, reservationId: request.reservation_id }));

export const deductStockBatch = z
  .object({ ...keyed, ...place, reservation_id: z.string().max(200), deductions: amounts })
  .transform((request) => ({
    place: toPlace(request),
    reservationId: request.reservation_id,
    amounts: request.deductions,
  }));

export const addStockBatch = z
  .object({ ...keyed, ...place, additions: amounts })
  .transform((request) => ({ place: toPlace(request), amounts: request.additions }));
