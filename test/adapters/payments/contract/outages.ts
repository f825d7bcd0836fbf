import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { GatewayPayment } from '../../../../application/ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import type { Fault } from '../../../support/gateways/gateway-server.ts';
import type { GatewayFixture } from './gateway-fixture.ts';

const faults: readonly Fault[] = ['drop_before', 'drop_after', 'outage', 'throttled', 'silence'];

export const outageContract = (fixture: GatewayFixture): void => {
  /** Fails without an answer, by our own error, which holds no secrets. */
  const isUnavailable = async (call: Promise<unknown>): Promise<void> => {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof ServiceUnavailableError, inspect(error));
      assert.equal(error.service, fixture.server.name);
      const text = inspect(error, { depth: 10, showHidden: true });
      for (const [name, secret] of Object.entries(fixture.server.environment)) {
        if (!/_(API_URL|ENVIRONMENT)$/.test(name)) assert.ok(!text.includes(secret), `${name} shows in the error`);
      }
      return true;
    });
  };

  const calls: Readonly<Record<string, () => Promise<{ act: () => Promise<unknown>; effects: readonly string[] }>>> = {
    create: async () => {
      const request = fixture.newPayment({ methodId: fixture.server.methods.accepted });
      const act = async (): Promise<unknown> => fixture.complete(await fixture.create(request), 'now');
      return Promise.resolve({ act, effects: ['captured 12550 PEN'] });
    },
    capture: async () => {
      const payment = await fixture.authorized();
      const request = { captureId: '01950000-0000-7000-8000-000000000001', amount: 7_000 };
      const act = (): Promise<unknown> => accepted(fixture.gateway.capture(payment, request));
      return { act, effects: ['authorized 12550 PEN', 'captured 7000 PEN'] };
    },
    cancel: async () => {
      const payment = await fixture.authorized();
      const act = (): Promise<unknown> => accepted(fixture.gateway.cancel(payment));
      return { act, effects: ['authorized 12550 PEN', 'voided 12550 PEN'] };
    },
    refund: async () => {
      const payment = await fixture.paid();
      const request = { refundId: '01960000-0000-7000-8000-000000000001', amount: 7_000 };
      const act = (): Promise<unknown> => accepted(fixture.gateway.refund(payment, request));
      return { act, effects: ['captured 12550 PEN', 'refunded 7000 PEN'] };
    },
  };

  describe('outages', () => {
    for (const [name, prepare] of Object.entries(calls)) {
      for (const fault of faults) {
        it(`${name} over ${fault}, then again: one effect`, async () => {
          const { act, effects } = await prepare();
          fixture.failNext(fault);
          await isUnavailable(act());
          await act();
          await act();
          assert.deepEqual(fixture.effects, effects);
        });
      }
    }

    for (const fault of faults) {
      it(`reads nothing into ${fault}`, async () => {
        const payment = await fixture.paid();
        fixture.failNext(fault, 'read');
        await isUnavailable(fixture.gateway.find(payment));
        fixture.failNext(fault, 'read');
        await isUnavailable(fixture.gateway.ping());
        await fixture.gateway.ping();
      });
    }

    it('says that a payment which is not there cannot be asked for', async () => {
      const payment: GatewayPayment = { ...(await fixture.paid()), gatewayPaymentId: 'none', paymentId: 'none.P1' };
      const asked = fixture.gateway.find(payment);
      if (fixture.server.name === 'mercadopago') assert.deepEqual(await asked, { status: 'pending' });
      else await isUnavailable(asked);
    });

    it('takes wrong credentials for an outage, and says so', async () => {
      const gateway = fixture.connect({ environment: fixture.underTest.wrongCredentials });
      await isUnavailable(gateway.ping());
      await isUnavailable(gateway.create(fixture.newPayment()));
      await assert.rejects(gateway.ping(), (error: Error) => /key|credentials|token/.test(String(error.cause)));
    });

    it('answers nothing when the gateway is gone', async () => {
      const payment = await fixture.paid();
      const { gateway } = fixture;
      const { server } = fixture;
      await server.stop();
      await assert.rejects(gateway.find(payment), { name: 'ServiceUnavailableError', service: server.name });
      await assert.rejects(gateway.create(fixture.newPayment()), { name: 'ServiceUnavailableError' });
    });
  });
};

const accepted = async (call: Promise<{ readonly ok: boolean }>): Promise<void> => {
  assert.deepEqual((await call).ok, true);
};
