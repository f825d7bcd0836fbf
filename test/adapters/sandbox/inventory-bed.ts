import assert from 'node:assert/strict';
import { z } from 'zod';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { connectService } from '../../../adapters/grpc/service-client.ts';
import { startSandboxInventory } from '../../../adapters/sandbox/inventory.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import type { Shortfall, StockLine } from '../../../application/ports/inventory.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { inventoryService } from '../../../proto/services.ts';
import { FixedClock } from '../../support/clock.ts';
import { sandboxDatabase, type SandboxDatabase } from './sandbox-database.ts';

/** Variants of the sandbox: two with 1,000 in stock, one with 3. */
export const [common, other, three] = ['var_85123A', 'var_22423', 'var_22451'] as const;

export const line = (variantId: string, units: number): StockLine => ({ variantId, quantity: units * 1000 });

const stockAnswer = z.object({ available: z.boolean(), available_quantity: z.string() });

/**
 * A sandbox inventory on a database of its own, started anew for every test of the `describe` that makes the bed. Every
 * test trades in an organisation of its own, with a clock of its own.
 */
export class InventoryBed {
  clock = new FixedClock();
  organizationId = '';
  #database: SandboxDatabase | undefined;
  #sandbox: SandboxService | undefined;
  #client: ReturnType<typeof connectInventory> | undefined;
  #organizations = 0;
  #keys = 0;

  constructor() {
    before(async () => {
      this.#database = await sandboxDatabase();
    });
    after(async () => {
      await this.#database?.drop();
    });
    beforeEach(async () => {
      this.clock = new FixedClock();
      this.organizationId = `org-${++this.#organizations}`;
      await this.start();
    });
    afterEach(() => this.stop());
  }

  async start(): Promise<void> {
    assert.ok(this.#database);
    this.#sandbox = await startSandboxInventory({ pool: this.#database.pool, clock: this.clock });
    // A single try: retries would hide transactions that lock one another out.
    this.#client = connectInventory({ address: this.#sandbox.address, policy: { tries: 1 } });
  }

  async stop(): Promise<void> {
    this.inventory.close();
    await this.#sandbox?.stop();
  }

  get inventory(): ReturnType<typeof connectInventory> {
    assert.ok(this.#client);
    return this.#client;
  }

  reserve(lines: readonly StockLine[], key?: string) {
    const expiresAt = addMinutes(this.clock.now(), 15);
    return this.inventory.reserve({ ...this.#keyed(key), referenceId: 'order-1', lines, expiresAt });
  }

  /** The id of a reservation that was not refused. */
  async reserved(...lines: readonly StockLine[]): Promise<string> {
    const answer = await this.reserve(lines);
    assert.ok(answer.ok);
    return answer.reservationId;
  }

  confirm(reservationId: string, key?: string): Promise<void> {
    return this.inventory.confirm({ ...this.#keyed(key), reservationId });
  }

  release(reservationId: string, key?: string): Promise<void> {
    return this.inventory.release({ ...this.#keyed(key), reservationId });
  }

  /** Answers what was short. */
  deduct(reservationId: string | null, lines: readonly StockLine[], key?: string): Promise<readonly Shortfall[]> {
    const cause = { referenceId: 'shipment-1', reason: 'order_shipped' };
    return this.inventory.deduct({ ...this.#keyed(key), ...cause, reservationId, lines });
  }

  add(lines: readonly StockLine[], key?: string): Promise<void> {
    return this.inventory.add({ ...this.#keyed(key), referenceId: 'return-1', reason: 'return_received', lines });
  }

  /** What CheckStock answers for one unit: the one call that is not on the Inventory port. */
  async checkStock(variant_id: string, local_id = ''): Promise<z.infer<typeof stockAnswer>> {
    const raw = connectService('inventory', inventoryService, { address: this.#sandbox?.address ?? '' });
    const request = { organization_id: this.organizationId, local_id, variant_id, quantity: '1' };
    const answer = await raw.call('CheckStock', request, stockAnswer);
    raw.close();
    return answer;
  }

  /** How much could be reserved. */
  async available(variantId: string, localId?: string): Promise<string> {
    return (await this.checkStock(variantId, localId)).available_quantity;
  }

  #keyed(key = `event-${++this.#keys}`) {
    return { organizationId: this.organizationId, idempotencyKey: key };
  }
}
