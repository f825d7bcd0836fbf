import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import { unknownPart } from '../../domain/order/parts.ts';
import type { PaymentState } from '../../domain/order/facts.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import { formatMinor, type Currency, type Minor } from '../../domain/shared/money.ts';
import { settleFor } from '../allowances/settle-allowances.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome, type Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { gatewayNamed, gatewayPayment } from '../payments/gateway-payment.ts';
import { standingCommand } from '../payments/gateway-report.ts';
import { currencyMismatch } from '../products/sellable.ts';

interface CaptureRequest {
  readonly amount: Minor | null;
  readonly currency?: Currency;
}

/**
 * Captures a payment that was promised; without `amount` all of it. What was not promised comes from its provider only. A gateway
 * takes the money under the command's id, so that the same command again takes nothing more. A `currency` that is not the order's
 * is refused.
 * @throws ServiceUnavailableError named after the gateway: the same command may be sent again
 */
export const capture =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    orderId: string,
    paymentId: string,
    request: CaptureRequest,
  ): Promise<Outcome<OrderState>> => {
    const { handlers } = dependencies;
    // A gateway is not asked on what this process remembers: another one may have captured since.
    await handlers.order.current(orderId, context);
    let taken: OrderCommand | undefined;
    const handled = await handlers.order.handle(orderId, context, async (order) => {
      if (taken !== undefined) return taken;
      const asked = judge(order, paymentId, request);
      if (!asked.ok) return asked;
      const { payment, amount } = asked.value;
      if (payment.settlement !== 'gateway') {
        const captured = payment.captured + amount;
        return { type: 'RecordPaymentCaptured', paymentId, captured, at: businessTime(context) };
      }
      const plan = await captureAtGateway(dependencies, context, asked.value);
      if ('type' in plan) taken = plan;
      return plan;
    });
    if (handled.ok && handled.state.exists) await settleFor(handlers, context, handled.state, handled.facts);
    return handled;
  };

interface Capture {
  readonly currency: Parameters<typeof currencyMismatch>[1];
  readonly payment: PaymentState;
  readonly amount: Minor;
}

const judge = (order: OrderState, paymentId: string, { amount, currency }: CaptureRequest): Result<Capture> => {
  if (!order.exists) return notFound('order');
  if (currency !== undefined && currency !== order.currency) return currencyMismatch(currency, order.currency);
  const payment = order.payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  const { status, authorized, captured } = payment;
  if (status !== 'authorized') {
    return reject('wrong_state', 'payment_not_authorized', 'only an authorized payment is captured', { status });
  }
  const left = authorized - captured;
  if (amount !== null && amount > left) {
    return reject('rule', 'amount_exceeds_authorized', 'capture at most what is authorized', {
      amount: formatMinor(amount, order.currency),
      left: formatMinor(left, order.currency),
    });
  }
  return { ok: true, value: { currency: order.currency, payment, amount: amount ?? left } };
};

const captureAtGateway = async (
  { gateways }: UseCaseDependencies,
  context: CommandContext,
  { payment, amount, currency }: Capture,
): Promise<Planned<OrderCommand, OrderEvent>> => {
  const known = gatewayPayment(context.organizationId, currency, payment);
  if (known === undefined) {
    return reject('wrong_state', 'payment_not_submitted', 'the gateway does not know the payment yet: try again later');
  }
  const answer = await gatewayNamed(gateways, payment.method).capture(known, { captureId: context.commandId, amount });
  if (!answer.ok) return reject('rule', 'capture_declined', answer.message, { reason: answer.reason });
  return standingCommand(known, answer.standing, businessTime(context));
};
