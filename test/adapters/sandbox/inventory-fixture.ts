import assert from 'node:assert/strict';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { startSandboxInventory } from '../../../adapters/sandbox/inventory.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import type { LocalId, Shortfall, StockLine } from '../../../application/ports/inventory.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { formatQuantity, maxQuantity } from '../../../domain/shared/quantity.ts';
import { FixedClock } from '../../support/clock.ts';
import { sandboxDatabase, type SandboxDatabase } from './sandbox-database.ts';

/** Variants of the sandbox: two with 1,000 in stock, one with 3. */
export const [common, other, three] = ['var_85123A', 'var_22423', 'var_22451'] as const;

export const line = (variantId: string, units: number): StockLine => ({ variantId, quantity: units * 1000 });

/**
 * A sandbox inventory on a database of its own, started anew for every test of the `describe` that makes the fixture. Every
 * test trades in an organisation of its own, with a clock of its own.
 */
export class InventoryFixture {
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
  deduct(
    reservationId: string | null,
    lines: readonly StockLine[],
    key?: string,
    localId: LocalId = null,
  ): Promise<readonly Shortfall[]> {
    const cause = { referenceId: 'shipment-1', reason: 'order_shipped', localId };
    return this.inventory.deduct({ ...this.#keyed(key), ...cause, reservationId, lines });
  }

  add(lines: readonly StockLine[], key?: string): Promise<void> {
    return this.inventory.add({ ...this.#keyed(key), referenceId: 'return-1', reason: 'return_received', lines });
  }

  checkStock({ variantId, quantity }: StockLine, localId: LocalId = null) {
    return this.inventory.checkStock({ organizationId: this.organizationId, localId, variantId, quantity });
  }

  /** How much could be reserved, from zero on, as a number of units. */
  async available(variantId: string, localId: LocalId = null): Promise<string> {
    const answer = await this.checkStock({ variantId, quantity: maxQuantity }, localId);
    assert.ok(!answer.ok);
    return formatQuantity(answer.shortfalls[0]?.available ?? 0);
  }

  #keyed(key = `event-${++this.#keys}`) {
    return { organizationId: this.organizationId, idempotencyKey: key };
  }
}
