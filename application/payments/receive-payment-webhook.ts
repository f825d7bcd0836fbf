import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import { unknownPart } from '../../domain/order/parts.ts';
import { isCovered } from '../../domain/order/payments/balance.ts';
import type { PaymentState } from '../../domain/order/facts.ts';
import type { OrderState, PlacedOrder } from '../../domain/order/state.ts';
import { accept, reject, type Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId, parentOf } from '../commands/ids.ts';
import { notFound, type Planned } from '../commands/outcome.ts';
import type { GatewayReport, PaymentGateway, PaymentGateways, PaymentStanding } from '../ports/payment-gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { WebhookDelivery, WebhookReceipt } from '../ports/webhook.ts';
import { completeApproved, recordReport, refundCommand, standingCommand } from './gateway-report.ts';

/** How far a webhook's time may be from ours, either way: what is older may be a replay. */
export const webhookToleranceSeconds = 300;

/** Whether a webhook was signed lately. @param signedAt milliseconds since 1970; not a number is never timely */
export const isTimely = (signedAt: number, now: Instant): boolean =>
  Math.abs(Date.parse(now) - signedAt) <= webhookToleranceSeconds * 1000;

export interface PaymentWebhookDependencies {
  readonly gateways: PaymentGateways;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
  readonly log: Log;
}

/** Names the commands of webhooks. Part of the storage format: never change it. */
const webhookNamespace = '0d6c27a4-6a43-4c0e-9a3a-6a2f8f2b5d19';

/**
 * Takes in what a gateway sends: each of its reports is a command under an id made from the gateway's own of the message,
 * stored with its events, so the same message again is the same command. A report that fits no payment of ours is logged
 * and accepted: sending it again would not help.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: let it be sent again
 */
export const receivePaymentWebhook =
  (dependencies: PaymentWebhookDependencies) =>
  async (gatewayName: string, delivery: WebhookDelivery): Promise<WebhookReceipt> => {
    const gateway = dependencies.gateways.get(gatewayName);
    if (gateway === undefined) return 'unknown_sender';
    const reading = await gateway.readWebhook(delivery);
    if (!reading.ok) return reading.reason;
    for (const [index, report] of reading.reports.entries()) {
      const commandId = deterministicId(webhookNamespace, `${gatewayName}\n${reading.eventId}\n${index}`);
      await take(dependencies, gateway, commandId, report);
    }
    return 'accepted';
  };

const take = async (
  { handlers, clock, log }: PaymentWebhookDependencies,
  gateway: PaymentGateway,
  commandId: string,
  report: GatewayReport,
): Promise<void> => {
  const { organizationId, paymentId, about } = report;
  const now = clock.now();
  const context: CommandContext = {
    organizationId,
    actor: { subject: `gateway:${gateway.name}`, role: 'gateway' },
    commandId,
    correlationId: commandId,
    now,
  };
  const plan = about === 'payment' ? takeStanding(gateway, report, now) : takeRefund(gateway, report, now);
  const handled = await recordReport(handlers, parentOf(paymentId), context, plan);
  if (handled.ok) return;
  const { code } = handled.rejection;
  log.warn({ gateway: gateway.name, organizationId, paymentId, about, code }, 'a webhook does not fit its order');
};

type Take = (order: OrderState) => Planned<OrderCommand, OrderEvent> | Promise<Planned<OrderCommand, OrderEvent>>;

/**
 * Records what the report comes to. Amounts only grow, so old ones say nothing new; but a failure may be older than the
 * money that is here, and only its gateway knows. An approval is taken up while the money is wanted: once, though another
 * process may write meanwhile.
 */
const takeStanding = (
  gateway: PaymentGateway,
  { organizationId, paymentId, gatewayPaymentId, standing }: Extract<GatewayReport, { about: 'payment' }>,
  at: Instant,
): Take => {
  let completed: PaymentStanding | undefined;
  return async (state) => {
    const found = findPayment(gateway, paymentId, state);
    if (!found.ok) return found;
    const { order, payment } = found.value;
    const known = { organizationId, paymentId, gatewayPaymentId, currency: order.currency };
    if (standing.status === 'failed' && hasMoney(payment)) {
      return standingCommand(known, await gateway.find(known), at);
    }
    if (standing.status === 'approved' && isWanted(order, payment)) {
      completed ??= await completeApproved(gateway, known, standing, payment.capture);
    }
    return standingCommand(known, completed ?? standing, at);
  };
};

const hasMoney = ({ authorized, captured }: PaymentState): boolean => authorized > 0 || captured > 0;

const isWanted = (order: PlacedOrder, { status }: PaymentState): boolean =>
  order.cancelledAt === null && !isCovered(order) && (status === 'pending' || status === 'failed');

const takeRefund =
  (gateway: PaymentGateway, { refundId, standing }: Extract<GatewayReport, { about: 'refund' }>, at: Instant): Take =>
  (state) => {
    if (!state.exists) return notFound('order');
    const refund = state.refunds.find((candidate) => candidate.refundId === refundId);
    if (refund === undefined) return unknownPart('refund', refundId);
    const found = findPayment(gateway, refund.paymentId, state);
    if (!found.ok) return found;
    return refundCommand(refundId, standing, at) ?? accept();
  };

interface Found {
  readonly order: PlacedOrder;
  readonly payment: PaymentState;
}

/** A payment that was begun with this gateway: a gateway reports on its own only. */
const findPayment = ({ name }: PaymentGateway, paymentId: string, order: OrderState): Result<Found> => {
  if (!order.exists) return notFound('order');
  const payment = order.payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment === undefined) return unknownPart('payment', paymentId);
  if (payment.settlement !== 'gateway' || payment.method !== name) {
    return reject('rule', 'foreign_payment', 'the payment was begun elsewhere', { method: payment.method });
  }
  return { ok: true, value: { order, payment } };
};
