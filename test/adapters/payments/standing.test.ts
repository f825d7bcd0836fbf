import assert from 'node:assert/strict';
import { AuthorizationStatus, CaptureStatus, OrderStatus, RefundStatus, type Order } from '@paypal/paypal-server-sdk';
import * as mercadoPago from '../../../adapters/payments/mercadopago/standing.ts';
import * as paypal from '../../../adapters/payments/paypal/standing.ts';
import * as stripe from '../../../adapters/payments/stripe/standing.ts';
import type { PaymentStanding } from '../../../application/ports/payment-gateway.ts';

const pending: PaymentStanding = { status: 'pending' };
const voided: PaymentStanding = { status: 'voided' };
const failed = (reason: string): PaymentStanding => ({ status: 'failed', reason });
const captured = (amount: number): PaymentStanding => ({ status: 'captured', captured: amount });

describe('how a payment stands at', () => {
  it('Stripe', () => {
    const base = { id: 'pi_1', amount_received: 0, amount_capturable: 0 };
    const table: readonly (readonly [string, PaymentStanding])[] = [
      ['requires_payment_method', pending],
      ['requires_confirmation', pending],
      ['requires_action', pending],
      ['processing', pending],
      ['requires_capture', { status: 'authorized', amount: 0 }],
      ['canceled', voided],
      ['succeeded', captured(0)],
    ];
    for (const [status, standing] of table) {
      assert.deepEqual(stripe.paymentStanding({ ...base, status }), standing, status);
    }
    const declined = { ...base, status: 'requires_payment_method', last_payment_error: { code: 'expired_card' } };
    assert.deepEqual(stripe.paymentStanding(declined), failed('expired_card'));
    assert.deepEqual(stripe.paymentStanding({ ...declined, last_payment_error: {} }), failed('declined'));
    const refunds = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'];
    assert.deepEqual(
      refunds.map((status) => stripe.refundStanding({ status }).status),
      ['pending', 'pending', 'succeeded', 'failed', 'failed'],
    );
  });

  it('PayPal', () => {
    const amount = { currencyCode: 'USD', value: '10.00' };
    const order = (
      status: OrderStatus,
      payments: NonNullable<Order['purchaseUnits']>[number]['payments'] = {},
    ): Order => ({
      status,
      purchaseUnits: [{ payments }],
    });
    const capture = (...all: readonly CaptureStatus[]): Order =>
      order(OrderStatus.Completed, { captures: all.map((status) => ({ status, amount })) });
    const authorization = (status: AuthorizationStatus): Order =>
      order(OrderStatus.Completed, { authorizations: [{ status, amount }] });
    const table: readonly (readonly [Order, PaymentStanding])[] = [
      [order(OrderStatus.Created), pending],
      [order(OrderStatus.PayerActionRequired), pending],
      [order(OrderStatus.Approved), { status: 'approved' }],
      [order(OrderStatus.Voided), voided],
      [capture(CaptureStatus.Pending), pending],
      [capture(CaptureStatus.Declined), failed('declined')],
      [capture(CaptureStatus.Failed), failed('failed')],
      [capture(CaptureStatus.Declined, CaptureStatus.Completed), captured(1_000)],
      [capture(CaptureStatus.Refunded, CaptureStatus.PartiallyRefunded, CaptureStatus.Pending), captured(2_000)],
      [authorization(AuthorizationStatus.Created), { status: 'authorized', amount: 1_000 }],
      [authorization(AuthorizationStatus.Pending), pending],
      [authorization(AuthorizationStatus.Denied), failed('denied')],
      [authorization(AuthorizationStatus.Voided), voided],
    ];
    for (const [given, standing] of table) assert.deepEqual(paypal.paymentStanding(given), standing);
    assert.deepEqual(
      [RefundStatus.Completed, RefundStatus.Pending, RefundStatus.Failed, RefundStatus.Cancelled].map(
        (status) => paypal.refundStanding(status).status,
      ),
      ['succeeded', 'pending', 'failed', 'failed'],
    );
  });

  it('PayPal, which does not answer with amounts that cannot be read', () => {
    for (const amount of [{ currencyCode: 'USD', value: '1.005' }, { currencyCode: 'XXX', value: '1.00' }, undefined]) {
      const capture = { status: CaptureStatus.Completed, ...(amount && { amount }) };
      const order = { purchaseUnits: [{ payments: { captures: [capture] } }] };
      assert.throws(() => paypal.paymentStanding(order), { name: 'ServiceUnavailableError' });
    }
  });

  it('MercadoPago', () => {
    let ids = 0;
    const payments = (...all: readonly string[]) =>
      all.map((status) =>
        mercadoPago.toPayment({ id: ++ids, status, status_detail: 'why', currency_id: 'CLP', transaction_amount: 990 }),
      );
    const table: readonly (readonly [readonly string[], PaymentStanding])[] = [
      [[], pending],
      [['pending'], pending],
      [['rejected', 'in_process'], pending],
      [['rejected'], failed('why')],
      [['rejected', 'cancelled'], failed('why')],
      [['cancelled'], voided],
      [['rejected', 'authorized'], { status: 'authorized', amount: 990 }],
      [['authorized', 'approved'], captured(990)],
      [['rejected', 'approved', 'refunded', 'in_mediation', 'charged_back'], captured(3_960)],
    ];
    for (const [statuses, standing] of table) {
      assert.deepEqual(mercadoPago.paymentStanding(payments(...statuses)), standing, statuses.join());
    }
    assert.deepEqual(
      ['approved', 'in_process', 'rejected', 'cancelled'].map((status) => mercadoPago.refundStanding(status).status),
      ['succeeded', 'pending', 'failed', 'failed'],
    );
    const odd = { id: 1, status: 'approved', currency_id: 'CLP', transaction_amount: 9.5 };
    assert.throws(() => mercadoPago.toPayment(odd), { name: 'ServiceUnavailableError' });
    assert.throws(() => mercadoPago.toPayment({}), { name: 'ServiceUnavailableError' });
  });
});
