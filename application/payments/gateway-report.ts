import type { OrderCommand } from '../../domain/order/commands.ts';
import type { CaptureMode, OrderEvent } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { CommandPlan, Handled } from '../commands/outcome.ts';
import type { GatewayPayment, PaymentGateway, PaymentStanding, RefundStanding } from '../ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** The command that records how a payment stands at its gateway. Old news records nothing: amounts are totals. */
export const standingCommand = (
  { paymentId, gatewayPaymentId }: Pick<GatewayPayment, 'paymentId' | 'gatewayPaymentId'>,
  standing: PaymentStanding,
  at: Instant,
): OrderCommand => {
  const payment = { paymentId, gatewayPaymentId, at };
  switch (standing.status) {
    case 'pending':
    case 'approved':
      return { type: 'RecordPaymentSubmitted', ...payment };
    case 'authorized':
      return { type: 'RecordPaymentAuthorized', amount: standing.amount, ...payment };
    case 'captured':
      return { type: 'RecordPaymentCaptured', captured: standing.captured, ...payment };
    case 'failed':
      return { type: 'RecordPaymentFailed', reason: standing.reason, ...payment };
    case 'voided':
      return { type: 'RecordPaymentVoided', ...payment };
  }
};

/** The command that records how a refund stands at its gateway; undefined while that is open. */
export const refundCommand = (refundId: string, standing: RefundStanding, at: Instant): OrderCommand | undefined => {
  switch (standing.status) {
    case 'pending':
      return undefined;
    case 'succeeded':
      return { type: 'RecordRefundSucceeded', refundId, at };
    case 'failed':
      return { type: 'RecordRefundFailed', refundId, reason: standing.reason, at };
  }
};

/**
 * How a payment stands once its payer has agreed to it: some gateways hold or take nothing before they are asked to then.
 * @throws ServiceUnavailableError
 */
export const completeApproved = async (
  gateway: PaymentGateway,
  payment: GatewayPayment,
  standing: PaymentStanding,
  capture: CaptureMode,
): Promise<PaymentStanding> => {
  if (standing.status !== 'approved' || gateway.complete === undefined) return standing;
  const answer = await gateway.complete(payment, { capture });
  return answer.ok ? answer.standing : { status: 'failed', reason: answer.reason };
};

/**
 * Records what a gateway reports. That must not be lost to commands that come at the same time.
 * @throws ServiceUnavailableError if they do not stop: report it again
 */
export const recordReport = async (
  handlers: CommandHandlers,
  orderId: string,
  context: CommandContext,
  plan: CommandPlan<OrderCommand, OrderEvent, OrderState>,
): Promise<Handled<OrderEvent, OrderState>> => {
  const handled = await handlers.order.handle(orderId, context, plan);
  if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError('order');
  return handled;
};
