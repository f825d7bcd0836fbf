import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { z } from 'zod';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { connectService, type CallPolicy } from '../../../adapters/grpc/service-client.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import {
  healthService,
  startDouble,
  startInventoryDouble,
  type Fault,
  type ServiceDouble,
} from '../../support/grpc.ts';

const unavailable: Fault = { applied: false, ending: { status: status.UNAVAILABLE } };

const policy: CallPolicy = {
  deadline: 300,
  tries: 3,
  firstWait: 1,
  longestWait: 2,
  failuresToOpen: 100,
  openFor: 60_000,
};

const deduction = {
  organizationId: 'demo',
  idempotencyKey: 'event-1',
  reservationId: 'r1',
  referenceId: 'order-1',
  reason: 'order_shipped',
  lines: [{ variantId: 'v1', quantity: 2000 }],
};

describe('paymentWindow of a gRPC client', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectInventory>;
  let seen: string[];

  const connect = (changes: Partial<CallPolicy> = {}): void => {
    client = connectInventory({
      address: double.address,
      policy: { ...policy, ...changes },
      observer: {
        attempted: ({ service, method, status: outcome, seconds }) => {
          assert.ok(seconds >= 0);
          seen.push(`${service} ${method} ${outcome}`);
        },
        breakerChanged: ({ service, state }) => {
          seen.push(`${service} breaker ${state}`);
        },
      },
    });
  };

  beforeEach(async () => {
    seen = [];
    double = await startInventoryDouble();
  });

  afterEach(() => {
    client.close();
    double.stop();
  });

  it('tries again after a transient failure, and shows every try to its observer', async () => {
    connect();
    double.fail(unavailable, unavailable);
    await client.deduct(deduction);
    assert.deepEqual(seen, [
      'inventory DeductStockBatch UNAVAILABLE',
      'inventory DeductStockBatch UNAVAILABLE',
      'inventory DeductStockBatch OK',
    ]);
  });

  it('gives up after the third try, and says which service is away', async () => {
    connect();
    double.fail(unavailable, unavailable, unavailable);
    await assert.rejects(client.deduct(deduction), (error) => {
      assert.ok(error instanceof ServiceUnavailableError);
      assert.equal(error.service, 'inventory');
      return true;
    });
    assert.equal(double.arrived.length, 3);
    assert.deepEqual(double.ledger, []);
  });

  it('waits twice as long before every further try, up to a limit', async () => {
    connect({ tries: 4, firstWait: 40, longestWait: 70 });
    double.fail(unavailable, unavailable, unavailable);
    await client.deduct(deduction);
    const times = double.arrived.map((call) => call.atMs);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Timers may be a millisecond early, and as late as the machine is busy.
    assert.deepEqual(
      waits.map((wait, index) => wait >= [39, 69, 69][index]!),
      [true, true, true],
      `waited ${waits.join(', ')} ms`,
    );
  });

  const lostAnswers: readonly (readonly [string, Fault])[] = [
    ['comes after the deadline', { applied: true, ending: { delayMs: 600 } }],
    ['never comes', { applied: true, ending: 'silence' }],
    ['is lost with the connection', { applied: true, ending: 'reset' }],
    ['is lost to an internal error', { applied: true, ending: { status: status.INTERNAL } }],
  ];
  for (const [what, fault] of lostAnswers) {
    it(`changes once what was applied although its answer ${what}`, async () => {
      connect();
      double.fail(fault);
      await client.deduct(deduction);
      assert.equal(double.arrived.length, 2);
      assert.deepEqual(
        double.ledger.map((entry) => [entry.method, entry.organizationId, entry.idempotencyKey]),
        [['DeductStockBatch', 'demo', 'event-1']],
      );
    });
  }

  it('never repeats a request that is wrong in itself, and does not count it against the service', async () => {
    connect({ failuresToOpen: 1 });
    double.fail({ applied: false, ending: { status: status.INVALID_ARGUMENT } });
    await assert.rejects(client.deduct(deduction), ServiceContractError);
    assert.equal(double.arrived.length, 1);
    assert.equal(client.breakerState(), 'closed');
  });

  it('never repeats a call that its contract does not declare to be repeatable', async () => {
    connect();
    const undeclared = await startDouble(healthService, { Check: () => ({ status: 'SERVING' }) });
    const health = connectService('health', healthService, { address: undeclared.address, policy });
    undeclared.fail(unavailable);
    await assert.rejects(health.call('Check', {}, z.object({})), ServiceUnavailableError);
    assert.equal(undeclared.arrived.length, 1);
    health.close();
    undeclared.stop();
  });

  it('takes a service that turns it away as unavailable, without knocking again', async () => {
    connect({ failuresToOpen: 1 });
    double.fail({ applied: false, ending: { status: status.UNAUTHENTICATED } });
    await assert.rejects(client.deduct(deduction), ServiceUnavailableError);
    assert.equal(double.arrived.length, 1);
    assert.equal(client.breakerState(), 'closed');
  });

  it('never counts a business refusal as a failure', async () => {
    double.stop();
    double = await startInventoryDouble({
      CheckAvailability: () => ({ ok: false, shortfalls: [{ variant_id: 'v1', available: '0.5' }] }),
    });
    connect({ failuresToOpen: 1 });
    for (let round = 0; round < 6; round++) {
      assert.deepEqual(await client.checkAvailability('demo', deduction.lines), {
        ok: false,
        shortfalls: [{ variantId: 'v1', available: 500 }],
      });
    }
    assert.equal(client.breakerState(), 'closed');
    assert.equal(double.arrived.length, 6);
  });

  it('answers a ping only if the service is there', async () => {
    connect();
    await client.ping();
    const gone = connectInventory({ address: '127.0.0.1:1', policy });
    await assert.rejects(gone.ping(), ServiceUnavailableError);
    gone.close();
  });

  it('comes back by itself to a service that was restarted at its old address', async () => {
    connect({ tries: 1, failuresToOpen: 1, openFor: 1 });
    await client.deduct(deduction);
    double.stop();
    await assert.rejects(client.deduct(deduction), ServiceUnavailableError);
    double = await startInventoryDouble({}, double.address);
    await until(async () => (await client.checkAvailability('demo', deduction.lines)).ok);
    assert.equal(client.breakerState(), 'closed');
  });
});

/** Asks again until `condition` holds; a refusal by an absent service is a no. */
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const holds = (): Promise<boolean> =>
    condition().catch((error: unknown) => {
      if (error instanceof ServiceUnavailableError) return false;
      throw error;
    });
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
