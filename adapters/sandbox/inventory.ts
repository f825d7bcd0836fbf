import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/system.ts';
import { formatQuantity, type Quantity } from '../../domain/shared/quantity.ts';
import { inventoryService, inventoryServiceName } from '../../proto/services.ts';
import {
  addStockBatch,
  checkAvailability,
  checkStock,
  deductStockBatch,
  reservationOnly,
  reserveStock,
  type Amounts,
  type Place,
} from './inventory-requests.ts';
import { applyOnce } from './ledger.ts';
import {
  confirmReservation,
  drawFromReservation,
  insertReservation,
  lockReservation,
  releaseReservation,
} from './reservations.ts';
import { serve, type Handlers, type SandboxService } from './serve.ts';
import { availableStock, lockStock, moveStock, stockOnHand } from './stock.ts';
import type { Queryable } from './transaction.ts';

export interface SandboxInventoryOptions {
  /** A database with {@link sandboxMigrations} applied: what the inventory knows outlives its process there. */
  readonly pool: Pool;
  /** Decides which reservations have run out. */
  readonly clock: Clock;
}

/** The engine's own Inventory service (proto/inventory.proto). Every organisation and store starts with stock. */
export const startSandboxInventory = (options: SandboxInventoryOptions): Promise<SandboxService> =>
  serve(inventoryServiceName, inventoryService, { ...questions(options), ...changes(options) });

const done = { ok: true };

const questions = ({ pool, clock }: SandboxInventoryOptions): Handlers => ({
  CheckAvailability: async (request) => {
    const { place, amounts } = checkAvailability.parse(request);
    const shortfalls = await findShortfalls(pool, place, amounts, clock);
    return { ok: shortfalls.length === 0, shortfalls };
  },
  CheckStock: async (request) => {
    const { place, variantId, quantity } = checkStock.parse(request);
    const available = (await availableStock(pool, place, [variantId], clock.now())).get(variantId) ?? 0;
    return { available: available >= quantity, available_quantity: formatQuantity(Math.max(available, 0)) };
  },
});

const changes = ({ pool, clock }: SandboxInventoryOptions): Handlers => {
  const once = (method: string, request: object, apply: (db: Queryable) => Promise<object>): Promise<object> =>
    applyOnce(pool, { method, request, at: clock.now() }, apply);
  return {
    ReserveStock: (request) => {
      const reservation = reserveStock.parse(request);
      const { place, amounts } = reservation;
      return once('ReserveStock', request, async (db) => {
        await lockStock(db, place, [...amounts.keys()]);
        const shortfalls = await findShortfalls(db, place, amounts, clock);
        return shortfalls.length > 0
          ? { ok: false, shortfalls }
          : { ok: true, reservation_id: await insertReservation(db, reservation) };
      });
    },
    ConfirmReservation: (request) => {
      const { organizationId, reservationId } = reservationOnly.parse(request);
      return once('ConfirmReservation', request, async (db) => ({
        ok: await confirmReservation(db, organizationId, reservationId),
      }));
    },
    ReleaseReservation: (request) => {
      const { organizationId, reservationId } = reservationOnly.parse(request);
      return once('ReleaseReservation', request, async (db) => {
        await releaseReservation(db, organizationId, reservationId);
        return done;
      });
    },
    DeductStockBatch: (request) => {
      const { place, reservationId, amounts } = deductStockBatch.parse(request);
      return once('DeductStockBatch', request, async (db) => {
        const reserved = await lockReservation(db, place.organizationId, reservationId);
        await lockStock(db, place, [...amounts.keys()]);
        const shortfalls = shortOf(amounts, await stockOnHand(db, place, variantsOf(amounts)));
        await moveStock(db, place, amounts, -1);
        if (reserved) await drawFromReservation(db, reservationId, amounts);
        return { ok: true, shortfalls };
      });
    },
    AddStockBatch: (request) => {
      const { place, amounts } = addStockBatch.parse(request);
      return once('AddStockBatch', request, async (db) => {
        await lockStock(db, place, [...amounts.keys()]);
        await moveStock(db, place, amounts, 1);
        return done;
      });
    },
  };
};

/** Sorted: the proto promises shortfalls in this order. */
const variantsOf = (amounts: Amounts): readonly string[] => [...amounts.keys()].toSorted();

/** The variants that cannot be reserved. */
const findShortfalls = async (db: Queryable, place: Place, amounts: Amounts, clock: Clock) =>
  shortOf(amounts, await availableStock(db, place, variantsOf(amounts), clock.now()));

/** The variants of which there is less than these amounts, as the proto's Shortfall messages, in the order of `there`. */
const shortOf = (amounts: Amounts, there: ReadonlyMap<string, Quantity>) =>
  [...there]
    .filter(([variantId, quantity]) => quantity < (amounts.get(variantId) ?? 0))
    .map(([variantId, quantity]) => ({ variant_id: variantId, available: formatQuantity(Math.max(quantity, 0)) }));
