import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { defaultCallPolicy } from '../../../adapters/grpc/service-client.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { startInventoryDouble, type Fault, type ServiceDouble } from '../../support/grpc.ts';

const unavailable: Fault = { applied: false, ending: { status: status.UNAVAILABLE } };
const lines = [{ variantId: 'v1', quantity: 2000 }];

/** The breaker that is built in: 5 failures, 60 seconds. Waits between tries are none of its business. */
const policy = { ...defaultCallPolicy, firstWait: 1, longestWait: 1 };

describe('breaker of a gRPC client', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectInventory>;
  let changes: string[];

  beforeEach(async () => {
    // stands still, so that only the test lets time pass
    mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T15:00:00Z') });
    changes = [];
    double = await startInventoryDouble({
      CheckStock: () => ({ available: false, available_quantity: '0.5' }),
    });
    client = connectInventory({
      address: double.address,
      policy,
      observer: {
        attempted: () => undefined,
        breakerChanged: ({ state }) => {
          changes.push(state);
        },
      },
    });
  });

  afterEach(() => {
    mock.timers.reset();
    client.close();
    double.stop();
  });

  const ask = () => client.checkAvailability('demo', lines);
  const askInVain = () => assert.rejects(ask(), ServiceUnavailableError);

  /** Two calls of three tries each, the last of which is not made any more. */
  const open = async (): Promise<void> => {
    double.fail(...Array.from({ length: 5 }, () => unavailable));
    await askInVain();
    await askInVain();
  };

  it('opens with the fifth failure in a row, and has every call fail at once for 60 seconds', async () => {
    await open();
    assert.deepEqual([double.arrived.length, changes], [5, ['open']]);
    await askInVain();
    mock.timers.tick(59_999);
    await Promise.all(Array.from({ length: 10 }, askInVain));
    assert.deepEqual([double.arrived.length, changes], [5, ['open']]);
  });

  it('then lets one call through, has all others fail at once while it is under way, and closes with its answer', async () => {
    await open();
    mock.timers.tick(60_000);
    double.fail({ applied: true, ending: { delayMs: 100 } });
    const probe = ask();
    await Promise.all(Array.from({ length: 10 }, askInVain));
    assert.equal(client.breakerState(), 'half_open');
    assert.deepEqual(await probe, { ok: true });
    assert.deepEqual([double.arrived.length, changes], [6, ['open', 'half_open', 'closed']]);
    await Promise.all(Array.from({ length: 10 }, ask));
    assert.equal(double.arrived.length, 16);
  });

  it('stays open for another 60 seconds if that call fails, too', async () => {
    await open();
    mock.timers.tick(60_000);
    double.fail(unavailable);
    await Promise.all(Array.from({ length: 10 }, askInVain));
    assert.deepEqual([double.arrived.length, changes], [6, ['open', 'half_open', 'open']]);
    mock.timers.tick(59_999);
    await askInVain();
    assert.equal(double.arrived.length, 6);
    mock.timers.tick(1);
    assert.deepEqual(await ask(), { ok: true });
    assert.deepEqual(changes, ['open', 'half_open', 'open', 'half_open', 'closed']);
  });

  it('counts failures in a row only, and a business "no" as a success between them', async () => {
    const stock = { organizationId: 'demo', localId: 'store-1', variantId: 'v1', quantity: 1000 };
    for (let round = 0; round < 5; round += 1) {
      double.fail(unavailable, unavailable);
      const shortfalls = [{ variantId: 'v1', available: 500 }];
      assert.deepEqual(await client.checkStock(stock), { ok: false, shortfalls });
    }
    assert.deepEqual([double.arrived.length, changes], [15, []]);
  });
});
