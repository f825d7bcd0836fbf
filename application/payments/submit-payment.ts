import type { OrderCommand } from '../../domain/order/commands.ts';
import type { CaptureMode, OrderEvent } from '../../domain/order/events.ts';
import { isOpen } from '../../domain/order/payments/balance.ts';
import type { PaymentState } from '../../domain/order/facts.ts';
import type { OrderState, PlacedOrder } from '../../domain/order/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import { businessTime, unconditional, type CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/ids.ts';
import type { Handled, Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { GatewayPayment, NextStep, PaymentGateway } from '../ports/payment-gateway.ts';
import { gatewayNamed } from './gateway-payment.ts';
import { completeApproved, recordReport, standingCommand } from './gateway-report.ts';

export interface NewPayment {
  /** A tender's or a gateway's name. */
  readonly method: string;
  /** The provider's token for how to pay, never a card number. */
  readonly methodId: string | null;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The rest is for gateways, to whom it is handed on; of it only `capture` is stored. By default now. */
  readonly capture?: CaptureMode;
  readonly payerEmail?: string;
  readonly returnUrl?: string;
}

/** What came of paying: the order after it, which of its payments it is, and what is left for the payer to do. */
export type Paid =
  | (Extract<Outcome<OrderState>, { readonly ok: true }> & {
      /** `<order id>.P<n>` */
      readonly paymentId: string;
      readonly nextStep: NextStep;
    })
  | Extract<Outcome<OrderState>, { readonly ok: false }>;

type Started = Extract<Handled<OrderEvent, OrderState>, { readonly ok: true }>;

/** A payment that is stored, on the order right after it was begun. */
export interface StartedPayment {
  readonly started: Started;
  readonly order: PlacedOrder;
  readonly payment: PaymentState;
}

/**
 * Hands a stored payment to its gateway and records what that says. Every step may be done again: the gateway knows the
 * payment by its id, and the record is one command, however often it is repeated.
 * @throws ServiceUnavailableError named after the gateway
 */
export const submitPayment = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  { started, order, payment }: StartedPayment,
  input: NewPayment,
): Promise<Paid> => {
  const { handlers, gateways } = dependencies;
  const { paymentId } = payment;
  const { orderId } = order;
  if (started.repeated && (await diedUnsubmitted(dependencies, context, orderId, paymentId))) {
    return { ...started, paymentId, nextStep: {} };
  }
  const gateway = gatewayNamed(gateways, payment.method);
  const { command, nextStep } = await submit(gateway, context, order, payment, input);
  const answer = { ...unconditional(context), commandId: deterministicId(context.commandId, 'submitted') };
  const recorded = await recordReport(handlers, orderId, { ...answer, causationId: context.commandId }, command);
  return recorded.ok ? { ...recorded, repeated: started.repeated, paymentId, nextStep } : recorded;
};

/** Whether the payment ended before its gateway heard of it: then its money is asked for no more. */
const diedUnsubmitted = async (
  { handlers }: UseCaseDependencies,
  context: CommandContext,
  orderId: string,
  paymentId: string,
): Promise<boolean> => {
  const { state: order } = await handlers.order.current(orderId, context);
  const payments = order.exists ? order.payments : [];
  return payments.some(
    (payment) => payment.paymentId === paymentId && payment.gatewayPaymentId === null && !isOpen(payment),
  );
};

/** A payment that the gateway declines has failed; another one may be tried. */
const submit = async (
  gateway: PaymentGateway,
  context: CommandContext,
  { orderNumber, customerId, currency }: PlacedOrder,
  { paymentId, amount, capture, reference }: PaymentState,
  { payerEmail, returnUrl }: NewPayment,
): Promise<{ readonly command: OrderCommand; readonly nextStep: NextStep }> => {
  const { organizationId } = context;
  const answer = await gateway.create({
    organizationId,
    paymentId,
    orderNumber,
    customerId,
    amount,
    currency,
    capture,
    methodId: reference,
    payerEmail: payerEmail ?? null,
    returnUrl: returnUrl ?? null,
  });
  const at = businessTime(context);
  if (!answer.ok) {
    return { command: { type: 'RecordPaymentFailed', paymentId, reason: answer.reason, at }, nextStep: {} };
  }
  const { gatewayPaymentId, nextStep } = answer;
  const known: GatewayPayment = { organizationId, paymentId, gatewayPaymentId, currency };
  const standing = await completeApproved(gateway, known, answer.standing, capture);
  return { command: standingCommand(known, standing, at), nextStep };
};
