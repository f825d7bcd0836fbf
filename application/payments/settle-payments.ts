import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { PaymentState } from '../../domain/order/facts.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import { payments, type GatewayInstruction } from '../../domain/processes/payments.ts';
import { reaction } from '../../domain/processes/reaction.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Planned } from '../commands/outcome.ts';
import type { GatewayPayment, PaymentGateway, PaymentGateways, PaymentStanding } from '../ports/payment-gateway.ts';
import type { Clock } from '../ports/system.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';
import { gatewayPayment } from './gateway-payment.ts';
import { recordReport, refundCommand, standingCommand } from './gateway-report.ts';

export interface SettlementDependencies {
  readonly gateways: PaymentGateways;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * Has the gateways give up and pay back what an order's events ask for, and records what came of it. Both are done under ids that
 * follow from the events', so an event handled again moves no money again.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again. Error if its gateway is not
 * configured or will not do it: a person must look at it
 */
export const settlePayments = (dependencies: SettlementDependencies): EventHandler =>
  eventHandler(
    'payments',
    dependencies.clock,
    reaction(payments.eventTypes, async (event, context: ReactionContext) => {
      const instruction = payments.react(event);
      if (instruction !== undefined) await settle(dependencies, context, instruction);
    }),
  );

const settle = async (
  dependencies: SettlementDependencies,
  context: CommandContext,
  instruction: GatewayInstruction,
): Promise<void> => {
  const { handlers } = dependencies;
  const { orderId, paymentId } = instruction;
  // A payment that another process knows to have succeeded must not be given up on what this one remembers.
  await handlers.order.current(orderId, context);
  await recordReport(handlers, orderId, context, (order) => {
    const payment = order.exists ? order.payments.find((candidate) => candidate.paymentId === paymentId) : undefined;
    if (!order.exists || payment?.settlement !== 'gateway') return accept();
    return carryOut(dependencies, context, instruction, { order, payment });
  });
};

interface Subject {
  readonly order: PlacedOrder;
  readonly payment: PaymentState;
}

type Settlement = Planned<OrderCommand, OrderEvent>;

const carryOut = (
  dependencies: SettlementDependencies,
  context: CommandContext,
  instruction: GatewayInstruction,
  subject: Subject,
): Settlement | Promise<Settlement> => {
  const known = gatewayPayment(context.organizationId, subject.order.currency, subject.payment);
  switch (instruction.kind) {
    case 'give_up':
      if (subject.payment.status !== instruction.ifStill) return accept();
      return giveUp(dependencies, context, subject, known);
    case 'pay_back':
      return payBack(dependencies, context, instruction, subject, known);
  }
};

/** Asks no gateway about a payment that it never heard of. */
const giveUp = async (
  { gateways }: SettlementDependencies,
  { now: at }: CommandContext,
  { payment: { paymentId, method } }: Subject,
  known: GatewayPayment | undefined,
): Promise<Settlement> => {
  if (known === undefined) return { type: 'RecordPaymentVoided', paymentId, at };
  const standing = await cancelled(configured(gateways, method), known);
  // What is given up stays so, whatever the gateway calls it.
  if (standing.status === 'failed') return { type: 'RecordPaymentVoided', paymentId, at };
  return standing.status === 'authorized' ? accept() : standingCommand(known, standing, at);
};

/** How the payment stands after it was given up. A gateway that refuses may have ended it before. */
const cancelled = async (gateway: PaymentGateway, payment: GatewayPayment): Promise<PaymentStanding> => {
  const answer = await gateway.cancel(payment);
  if (answer.ok) return answer.standing;
  const standing = await gateway.find(payment);
  if (standing.status === 'captured' || standing.status === 'failed' || standing.status === 'voided') return standing;
  throw new Error(`${gateway.name} does not give up payment ${payment.paymentId}: ${answer.reason}`);
};

const payBack = async (
  { gateways }: SettlementDependencies,
  { now: at }: CommandContext,
  { refundId, amount }: Extract<GatewayInstruction, { kind: 'pay_back' }>,
  { order, payment }: Subject,
  known: GatewayPayment | undefined,
): Promise<Settlement> => {
  const refund = order.refunds.find((candidate) => candidate.refundId === refundId);
  if (refund?.status !== 'requested') return accept();
  if (known === undefined) return { type: 'RecordRefundFailed', refundId, reason: 'payment_not_submitted', at };
  const answer = await configured(gateways, payment.method).refund(known, { refundId, amount });
  const standing = answer.ok ? answer.standing : ({ status: 'failed', reason: answer.reason } as const);
  return refundCommand(refundId, standing, at) ?? accept();
};

/** Throws no ServiceUnavailableError: waiting would hold up the money of all other orders. */
const configured = (gateways: PaymentGateways, name: string): PaymentGateway => {
  const gateway = gateways.get(name);
  if (gateway === undefined) throw new Error(`configure the gateway ${name} again: there is money to settle with it`);
  return gateway;
};
