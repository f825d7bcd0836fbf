import assert from 'node:assert/strict';
import pg from 'pg';
import { z } from 'zod';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { connectService, type RemoteService } from '../../../adapters/grpc/service-client.ts';
import { startSandboxCatalog } from '../../../adapters/sandbox/catalog.ts';
import { startSandboxCustomers } from '../../../adapters/sandbox/customers.ts';
import { startSandboxInventory } from '../../../adapters/sandbox/inventory.ts';
import { startSandboxPricing } from '../../../adapters/sandbox/pricing.ts';
import { serve, type SandboxService } from '../../../adapters/sandbox/serve.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import {
  catalogService,
  catalogServiceName,
  customerServiceName,
  inventoryServiceName,
  pricingServiceName,
} from '../../../proto/services.ts';
import { FixedClock } from '../../support/clock.ts';
import { healthService } from '../../support/grpc.ts';

const anyAnswer = z.record(z.string(), z.unknown());

/** A pool whose server is not there: no connection is made before the first statement. */
const deadPool = (): pg.Pool => new pg.Pool({ host: '127.0.0.1', port: 1 });

describe('services of the sandbox', () => {
  const ends: (() => unknown)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  /** Has a service, and later what talks to it, ended after the test. */
  const started = async <Service extends SandboxService>(starting: Promise<Service>): Promise<Service> => {
    const sandbox = await starting;
    ends.push(() => sandbox.stop());
    return sandbox;
  };

  const connected = <Remote extends RemoteService>(client: Remote): Remote => {
    ends.push(client.close);
    return client;
  };

  const singleTry = { tries: 1 };

  /** A service of one method, and a call of it under way. */
  const callOf = async (handler: () => Promise<object>) => {
    const sandbox = await started(serve(catalogServiceName, catalogService, { ValidateVariant: handler }));
    const { address } = sandbox;
    const client = connected(connectService('catalog', catalogService, { address, policy: singleTry }));
    return { sandbox, call: client.call('ValidateVariant', {}, anyAnswer) };
  };

  const services = [
    [catalogServiceName, startSandboxCatalog],
    [inventoryServiceName, () => startSandboxInventory({ pool: deadPool(), clock: new FixedClock() })],
    [pricingServiceName, startSandboxPricing],
    [customerServiceName, () => startSandboxCustomers({ pool: deadPool(), clock: new FixedClock() })],
  ] as const;
  for (const [name, start] of services) {
    it(`show by the standard health service that ${name} is serving`, async () => {
      const { address } = await started(start());
      assert.match(address, /^127\.0\.0\.1:\d+$/);
      const health = connected(connectService('health', healthService, { address }));
      assert.deepEqual(await health.call('Check', { service: name }, anyAnswer), { status: 'SERVING' });
      assert.deepEqual(await health.call('Check', {}, anyAnswer), { status: 'SERVING' });
      await assert.rejects(health.call('Check', { service: 'another' }, anyAnswer), ServiceContractError);
    });
  }

  it('are unavailable, not wrong, while their database is away', async () => {
    const { address } = await started(startSandboxInventory({ pool: deadPool(), clock: new FixedClock() }));
    const inventory = connected(connectInventory({ address, policy: singleTry }));
    const lines = [{ variantId: 'v1', quantity: 1000 }];
    const addition = { organizationId: 'demo', idempotencyKey: 'k', referenceId: 'r', reason: 'test', lines };
    await assert.rejects(inventory.checkAvailability('demo', lines), ServiceUnavailableError);
    await assert.rejects(inventory.add(addition), ServiceUnavailableError);
  });

  it('stop with the answer of a call in flight', async () => {
    const arrived = latch();
    const answering = latch();
    const { sandbox, call } = await callOf(async () => {
      arrived.open();
      await answering.opened;
      return { valid: true };
    });
    await arrived.opened;
    const stopped = sandbox.stop();
    answering.open();
    assert.deepEqual(await call, { valid: true, active: false });
    await stopped;
  });

  it('stop although a call never ends', async () => {
    const arrived = latch();
    const { sandbox, call } = await callOf(async () => {
      arrived.open();
      await latch().opened;
      return {};
    });
    await arrived.opened;
    await Promise.all([assert.rejects(call, ServiceUnavailableError), sandbox.stop()]);
  });
});

/** A promise and what fulfils it. */
const latch = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};
