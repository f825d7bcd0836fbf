import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import { payments } from '../../../domain/processes/payments.ts';
import { event, timeOut, after, paymentPending } from '../order/orders.ts';

const orderId = 'o1';
const paymentId = 'o1.P1';

const instruction = (from: OrderEvent) => {
  const type = payments.eventTypes.find((name) => name === from.type);
  assert.ok(type !== undefined && from.type === type);
  return payments.react(from);
};

const refund = (method: 'original_payment' | 'store_credit' | 'cash') =>
  event('RefundRequested', 'confirmed', {
    refundId: 'R',
    paymentId,
    amount: 100,
    method,
    cause: 'goodwill',
    returnId: null,
  });

describe('the payment process', () => {
  it('gives up what its order gives up', () => {
    const asked = instruction(event('PaymentVoidRequested', 'cancelled', { paymentId }));
    assert.deepEqual(asked, { kind: 'give_up', orderId, paymentId, ifStill: 'void_requested' });
  });

  it('gives up what was silent for too long, but not what the gateway itself called failed', () => {
    const [silent] = after(paymentPending, timeOut()).slice(-1);
    assert.deepEqual(instruction(silent!), { kind: 'give_up', orderId, paymentId, ifStill: 'failed' });
    for (const reason of ['declined', 'fraud_suspected']) {
      assert.equal(instruction(event('PaymentFailed', 'payment_failed', { paymentId, reason })), undefined);
    }
  });

  it('gives up what reached its gateway after it was given up', () => {
    const late = event('PaymentSubmitted', 'cancelled', { paymentId, gatewayPaymentId: 'pi_1' });
    assert.deepEqual(instruction(late), { kind: 'give_up', orderId, paymentId, ifStill: 'voided' });
  });

  it('pays back the way the money came, and leaves other ways to others', () => {
    const back = { kind: 'pay_back', orderId, paymentId, refundId: 'R', amount: 100 };
    assert.deepEqual(instruction(refund('original_payment')), back);
    assert.equal(instruction(refund('store_credit')), undefined);
    assert.equal(instruction(refund('cash')), undefined);
  });
});
