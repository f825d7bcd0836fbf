import assert from 'node:assert/strict';
import { Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { connectService } from '../../../adapters/grpc/service-client.ts';
import { startSandboxInventory } from '../../../adapters/sandbox/inventory.ts';
import { sandboxMigrations } from '../../../adapters/sandbox/migrations.ts';
import type { SandboxService } from '../../../adapters/sandbox/serve.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';
import { inventoryService } from '../../../proto/services.ts';
import { FixedClock } from '../../support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres.ts';

const [common, other, three] = ['var_85123A', 'var_22423', 'var_22451'];
const line = (variantId: string, units: number) => ({ variantId, quantity: units * 1000 });

describe('sandbox inventory', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let clock: FixedClock;
  let sandbox: SandboxService;
  let inventory: ReturnType<typeof connectInventory>;
  /** Every test trades in an organisation of its own. */
  let organizationId: string;
  let organizations = 0;
  let keys = 0;

  before(async () => {
    database = await freshDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    const { error } = await new Migrator({
      db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
      provider: { getMigrations: () => Promise.resolve(sandboxMigrations) },
    }).migrateToLatest();
    assert.equal(error, undefined);
  });

  after(async () => {
    await pool.end();
    await database.drop();
  });

  const start = async (): Promise<void> => {
    sandbox = await startSandboxInventory({ pool, clock });
    // A single try: retries would hide transactions that lock one another out.
    inventory = connectInventory({ address: sandbox.address, policy: { tries: 1 } });
  };

  const stop = async (): Promise<void> => {
    inventory.close();
    await sandbox.stop();
  };

  beforeEach(async () => {
    clock = new FixedClock();
    organizationId = `org-${++organizations}`;
    await start();
  });

  afterEach(stop);

  const newKey = (): string => `event-${++keys}`;

  type Line = ReturnType<typeof line>;

  const reserve = (lines: readonly Line[], idempotencyKey = newKey()) =>
    inventory.reserve({
      organizationId,
      idempotencyKey,
      referenceId: 'order-1',
      lines,
      expiresAt: addMinutes(clock.now(), 15),
    });

  const reserved = async (...lines: readonly Line[]): Promise<string> => {
    const answer = await reserve(lines);
    assert.ok(answer.ok);
    return answer.reservationId;
  };

  const confirm = (reservationId: string, idempotencyKey = newKey()) =>
    inventory.confirm({ organizationId, idempotencyKey, reservationId });

  const release = (reservationId: string, idempotencyKey = newKey()) =>
    inventory.release({ organizationId, idempotencyKey, reservationId });

  const deduct = (reservationId: string | null, lines: readonly Line[], idempotencyKey = newKey()) =>
    inventory.deduct({
      organizationId,
      idempotencyKey,
      reservationId,
      referenceId: 'shipment-1',
      reason: 'order_shipped',
      lines,
    });

  const add = (lines: readonly Line[], idempotencyKey = newKey()) =>
    inventory.add({ organizationId, idempotencyKey, referenceId: 'return-1', reason: 'return_received', lines });

  const ask = async (variant_id: string, local_id = '') => {
    const raw = connectService('inventory', inventoryService, { address: sandbox.address });
    const request = { organization_id: organizationId, local_id, variant_id, quantity: '1' };
    const answer = await raw.call(
      'CheckStock',
      request,
      z.object({ available: z.boolean(), available_quantity: z.string() }),
    );
    raw.close();
    return answer;
  };

  const available = async (variantId: string, localId?: string): Promise<string> =>
    (await ask(variantId, localId)).available_quantity;

  it('starts with plenty of most products, little of some, and nothing of what it does not know', async () => {
    assert.deepEqual(await ask(common), { available: true, available_quantity: '1000' });
    assert.deepEqual(await ask(three), { available: true, available_quantity: '3' });
    assert.deepEqual(await ask('var_22572'), { available: false, available_quantity: '0' });
    assert.deepEqual(await ask('var_nothing'), { available: false, available_quantity: '0' });
  });

  it('checks all lines, adding up those of one variant', async () => {
    const check = (...lines: readonly Line[]) => inventory.checkAvailability(organizationId, lines);
    assert.deepEqual(await check(line(three, 1), line(common, 1000), line(three, 2)), { ok: true });
    assert.deepEqual(await check(line(three, 2), line('var_nothing', 1), line(common, 1000), line(three, 2)), {
      ok: false,
      shortfalls: [
        { variantId: three, available: 3000 },
        { variantId: 'var_nothing', available: 0 },
      ],
    });
  });

  it('reserves all lines or none', async () => {
    const refused = await reserve([line(common, 10), line(three, 4)]);
    assert.deepEqual(refused, { ok: false, shortfalls: [{ variantId: three, available: 3000 }] });
    assert.equal(await available(common), '1000');
    await reserved(line(common, 10), line(three, 3));
    assert.equal(await available(common), '990');
    assert.equal(await available(three), '0');
  });

  it('reserves fractions exactly', async () => {
    await reserved({ variantId: common, quantity: 350 }, { variantId: common, quantity: 1 });
    assert.equal(await available(common), '999.649');
  });

  it('keeps organisations and stores apart', async () => {
    await reserved(line(three, 3));
    assert.equal(await available(three, 'store-1'), '3');
    organizationId = `${organizationId}-other`;
    assert.equal(await available(three), '3');
  });

  it('lets a reservation run out at its time, not before', async () => {
    await reserved(line(three, 3));
    clock.advance(14.999);
    assert.equal(await available(three), '0');
    clock.advance(0.001);
    assert.equal(await available(three), '3');
    await reserved(line(three, 3));
  });

  it('keeps a confirmed reservation for good', async () => {
    await confirm(await reserved(line(three, 3)));
    clock.advance(60);
    assert.equal(await available(three), '0');
  });

  it('takes a reservation up again that is confirmed after it ran out, even beyond what is there', async () => {
    const late = await reserved(line(three, 3));
    clock.advance(15);
    await confirm(await reserved(line(three, 3)));
    await confirm(late);
    assert.equal(await available(three), '0');
    await add([line(three, 4)]);
    assert.equal(await available(three), '1');
  });

  it('refuses to confirm what was released or never reserved', async () => {
    const reservationId = await reserved(line(three, 3));
    await release(reservationId);
    await assert.rejects(confirm(reservationId), ServiceContractError);
    await assert.rejects(confirm('nothing'), ServiceContractError);
  });

  it('gives released stock back, also what was confirmed, and does not mind repetitions', async () => {
    const reservationId = await reserved(line(common, 10), line(three, 3));
    await confirm(reservationId);
    await release(reservationId);
    await release(reservationId);
    await release('nothing');
    assert.equal(await available(common), '1000');
    assert.equal(await available(three), '3');
  });

  it('has one organisation never touch the reservation of another', async () => {
    const mine = organizationId;
    const reservationId = await reserved(line(three, 3));
    organizationId = `${mine}-other`;
    await release(reservationId);
    await assert.rejects(confirm(reservationId), ServiceContractError);
    await deduct(reservationId, [line(three, 1)]);
    organizationId = mine;
    assert.equal(await available(three), '0');
    clock.advance(15);
    assert.equal(await available(three), '3');
  });

  it('deducts from the reservation, whose rest stays reserved', async () => {
    const reservationId = await reserved(line(common, 10));
    await confirm(reservationId);
    await deduct(reservationId, [line(common, 4)]);
    assert.equal(await available(common), '990');
    await deduct(reservationId, [line(common, 6)]);
    assert.equal(await available(common), '990');
    await release(reservationId);
    assert.equal(await available(common), '990');
  });

  it('deducts without a reservation, or beyond it, and below zero if goods left', async () => {
    await deduct(null, [line(common, 4)]);
    assert.equal(await available(common), '996');
    await deduct(await reserved(line(three, 1)), [line(three, 5)]);
    assert.equal(await available(three), '0');
    await add([line(three, 3)]);
    assert.equal(await available(three), '1');
  });

  it('adds stock, also of variants that were unknown', async () => {
    await add([line('var_new', 2), line(common, 1), line('var_new', 3)]);
    assert.equal(await available('var_new'), '5');
    assert.equal(await available(common), '1001');
  });

  describe('idempotency keys', () => {
    it('apply once, and answer as the first time whatever happened since', async () => {
      const first = await reserve([line(three, 2)], 'again');
      assert.ok(first.ok);
      await deduct(first.reservationId, [line(three, 2)]);
      assert.deepEqual(await reserve([line(three, 2)], 'again'), first);
      assert.equal(await available(three), '1');
    });

    it('remember refusals too', async () => {
      const first = await reserve([line(three, 4)], 'refused');
      assert.equal(first.ok, false);
      await add([line(three, 10)]);
      assert.deepEqual(await reserve([line(three, 4)], 'refused'), first);
    });

    it('hold for every changing call', async () => {
      const reservationId = await reserved(line(common, 10));
      for (let round = 0; round < 3; round++) {
        await confirm(reservationId, 'confirm');
        await deduct(reservationId, [line(common, 4)], 'deduct');
        await add([line(common, 1)], 'add');
        await release(reservationId, 'release');
      }
      assert.equal(await available(common), '997');
    });

    it('belong to one organisation and one method', async () => {
      await add([line(common, 1)], 'shared');
      await deduct(null, [line(common, 5)], 'shared');
      assert.equal(await available(common), '996');
      organizationId = `${organizationId}-other`;
      await add([line(common, 1)], 'shared');
      assert.equal(await available(common), '1001');
    });

    it('apply once when they race', async () => {
      const answers = await Promise.all(Array.from({ length: 32 }, () => reserve([line(common, 1)], 'race')));
      assert.ok(answers[0]?.ok);
      assert.deepEqual(
        answers,
        Array.from({ length: 32 }, () => answers[0]),
      );
      assert.equal(await available(common), '999');
    });

    it('outlive the process', async () => {
      const first = await reserve([line(three, 2)], 'restart');
      await stop();
      await start();
      assert.deepEqual(await reserve([line(three, 2)], 'restart'), first);
      assert.equal(await available(three), '1');
    });
  });

  describe('races', () => {
    it('give the last 10 units to exactly 10 of 64', async () => {
      await deduct(null, [line(common, 990)]);
      const answers = await Promise.all(Array.from({ length: 64 }, () => reserve([line(common, 1)])));
      assert.equal(answers.filter((answer) => answer.ok).length, 10);
      assert.deepEqual(
        answers.filter((answer) => !answer.ok),
        Array.from({ length: 54 }, () => ({ ok: false, shortfalls: [{ variantId: common, available: 0 }] })),
      );
    });

    it('never lock one another out, whatever order the lines come in', async () => {
      const reservationIds = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          reserved(...(index % 2 === 0 ? [line(common, 1), line(other, 1)] : [line(other, 1), line(common, 1)])),
        ),
      );
      await Promise.all(
        reservationIds.flatMap((id, index) => [
          deduct(id, index % 2 === 0 ? [line(other, 1), line(common, 1)] : [line(common, 1), line(other, 1)]),
          release(id),
          add([line(other, 1), line(common, 1)]),
        ]),
      );
      assert.equal(await available(common), '1000');
      assert.equal(await available(other), '1000');
    });
  });

  const invalid: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['no lines', () => reserve([])],
    ['a quantity of zero', () => reserve([line(common, 0)])],
    ['a quantity below zero', () => add([line(common, -1)])],
    ['no idempotency key', () => add([line(common, 1)], '')],
    ['no variant', () => deduct(null, [line('', 1)])],
    ['no reservation id', () => confirm('')],
  ];
  for (const [what, call] of invalid) {
    it(`refuses a request with ${what} as invalid`, () => assert.rejects(call, ServiceContractError));
  }
});
