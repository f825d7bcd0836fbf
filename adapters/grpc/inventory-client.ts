import { z } from 'zod';
import type { Inventory, LocalId, Shortfall, StockAnswer, StockLine } from '../../application/ports/inventory.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { formatQuantity, parseQuantity } from '../../domain/shared/quantity.ts';
import { inventoryService } from '../../proto/services.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

/** Lines as proto/inventory.proto has them. */
export const toStockLines = (lines: readonly StockLine[]) =>
  lines.map((line) => ({ variant_id: line.variantId, quantity: formatQuantity(line.quantity) }));

/** What every changing request starts with. */
export const toKeyed = (request: { readonly organizationId: string; readonly idempotencyKey: string }) => ({
  organization_id: request.organizationId,
  idempotency_key: request.idempotencyKey,
});

/** Whose stock it is. */
export const toPlace = ({ localId }: { readonly localId?: LocalId }) => ({ local_id: localId ?? '' });

/** Deductions or additions: lines that each say why and what for. */
export const toMovements = (request: {
  readonly lines: readonly StockLine[];
  readonly reason: string;
  readonly referenceId: string;
}) =>
  toStockLines(request.lines).map((line) => ({ ...line, reason: request.reason, reference_id: request.referenceId }));

/** A `google.protobuf.Timestamp`. */
export const toTimestamp = (instant: Instant) => {
  const milliseconds = Date.parse(instant);
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
};

const quantity = z.string().transform((text, context) => {
  const parsed = parseQuantity(text);
  if (parsed === undefined) context.addIssue(`${text} is no quantity`);
  return parsed ?? z.NEVER;
});

const shortfall = z
  .object({ variant_id: z.string(), available: quantity })
  .transform((short): Shortfall => ({ variantId: short.variant_id, available: short.available }));

const refused = z
  .object({ ok: z.literal(false), shortfalls: z.array(shortfall).min(1) })
  .transform(({ shortfalls }) => ({ ok: false as const, shortfalls }));

/** CheckAvailabilityResponse. */
export const availability: z.ZodType<StockAnswer<object>> = z.union([
  z.object({ ok: z.literal(true) }).transform(() => ({ ok: true as const })),
  refused,
]);

/** CheckStockResponse of a variant. */
export const stockOf = (variantId: string): z.ZodType<StockAnswer<object>> =>
  z
    .object({ available: z.boolean(), available_quantity: quantity })
    .transform(({ available: ok, available_quantity: available }) =>
      ok ? { ok } : { ok, shortfalls: [{ variantId, available }] },
    );

/** ReserveStockResponse. */
export const reservation: z.ZodType<StockAnswer<{ readonly reservationId: string }>> = z.union([
  z
    .object({ ok: z.literal(true), reservation_id: z.string().min(1) })
    .transform((reserved) => ({ ok: true as const, reservationId: reserved.reservation_id })),
  refused,
]);

/** The answer to a call that the inventory has no reason to refuse. */
export const done = z.object({ ok: z.literal(true) });

/** DeductStockBatchResponse: what was short, which is no refusal. */
export const deducted = z
  .object({ ok: z.literal(true), shortfalls: z.array(shortfall) })
  .transform(({ shortfalls }): readonly Shortfall[] => shortfalls);

/**
 * The Inventory service over gRPC (proto/inventory.proto). Besides ServiceUnavailableError its calls throw
 * ServiceContractError if the far end refuses a request as invalid, or answers what the contract does not allow.
 */
export const connectInventory = (options: ServiceClientOptions): Inventory & RemoteService => {
  const { call, ...remote } = connectService('inventory', inventoryService, options);
  return {
    ...remote,
    checkAvailability: (organizationId, lines) =>
      call('CheckAvailability', { organization_id: organizationId, lines: toStockLines(lines) }, availability),
    checkStock: ({ organizationId, variantId, quantity, localId }) =>
      call(
        'CheckStock',
        {
          organization_id: organizationId,
          ...toPlace({ localId }),
          variant_id: variantId,
          quantity: formatQuantity(quantity),
        },
        stockOf(variantId),
      ),
    reserve: (request) =>
      call(
        'ReserveStock',
        {
          ...toKeyed(request),
          reference_id: request.referenceId,
          lines: toStockLines(request.lines),
          expires_at: toTimestamp(request.expiresAt),
        },
        reservation,
      ),
    confirm: async (request) => {
      await call('ConfirmReservation', { ...toKeyed(request), reservation_id: request.reservationId }, done);
    },
    release: async (request) => {
      await call('ReleaseReservation', { ...toKeyed(request), reservation_id: request.reservationId }, done);
    },
    deduct: (request) => {
      const reservation_id = request.reservationId ?? '';
      return call(
        'DeductStockBatch',
        { ...toKeyed(request), ...toPlace(request), reservation_id, deductions: toMovements(request) },
        deducted,
      );
    },
    add: async (request) => {
      await call('AddStockBatch', { ...toKeyed(request), ...toPlace(request), additions: toMovements(request) }, done);
    },
  };
};
