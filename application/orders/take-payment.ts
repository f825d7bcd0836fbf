import type { OrderCommand, StartPayment } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import { addDays, addMinutes } from '../../domain/shared/instant.ts';
import { settleFor } from '../allowances/settle-allowances.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { submitPayment, type NewPayment, type Paid } from '../payments/submit-payment.ts';
import { currencyMismatch } from '../products/sellable.ts';
import { holdCredit } from './hold-credit.ts';
import { paymentMethodUnavailable, settlementOf, tenderTakenByStaff } from './tenders.ts';

/**
 * Pays with one tender. A gateway's payment is stored before the gateway hears of it; the same command again goes on from
 * wherever the first stopped, and answers the same. One that the fraud rules reject has failed before its gateway could hear
 * of it.
 * @throws ServiceUnavailableError named after the gateway: the same command may be sent again
 */
export const pay =
  (dependencies: UseCaseDependencies) =>
  async (context: CommandContext, orderId: string, input: NewPayment): Promise<Paid> => {
    const { handlers, gateways } = dependencies;
    const started = await handlers.order.handle(orderId, context, async (order) => {
      if (!order.exists) return notFound('order');
      const { method, methodId, currency } = input;
      if (currency !== order.currency) return currencyMismatch(currency, order.currency);
      const settlement = settlementOf(method, order.orderType, gateways);
      if (settlement === undefined) return paymentMethodUnavailable(order.orderType, gateways);
      if (settlement === 'immediate' && context.onlyCustomerId !== undefined) return tenderTakenByStaff();
      const refusal = refuseCardNumbers(methodId);
      if (refusal !== undefined) return refusal;
      const command = await start(dependencies, context, order, { ...input, settlement });
      return settlement === 'terms' ? onTerms(dependencies, context, order, command) : command;
    });
    if (!started.ok) return started;
    const order = started.state;
    const payment = order.exists ? order.payments.at(-1) : undefined;
    if (!order.exists || payment === undefined)
      throw new TypeError('a payment was stored that the order does not have');
    await settleFor(handlers, context, order, started.facts);
    const { paymentId, settlement, status } = payment;
    if (settlement !== 'gateway' || status === 'failed') return { ...started, paymentId, nextStep: {} };
    return submitPayment(dependencies, context, { started, order, payment }, input);
  };

/** Owed by the customer: their credit is held before the payment is stored, and only if it would be. */
const onTerms = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  order: PlacedOrder,
  command: StartPayment,
): Promise<Planned<OrderCommand, OrderEvent>> => {
  const { creditTermsDays } = dependencies.policies.policy(context.organizationId, order.currency);
  const due: StartPayment = { ...command, dueAt: addDays(command.at, creditTermsDays) };
  const rehearsal = orderDecider.decide(due, order);
  if (!rehearsal.ok) return rehearsal;
  return (await holdCredit(dependencies, context, order, due)) ?? due;
};

/** Only what a gateway is to take is screened, unless the money is here already: staff see who pays in cash. */
const start = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  { orderId, payments, customerId, currency }: PlacedOrder,
  { method, methodId, amount, settlement, capture }: NewPayment & Pick<StartPayment, 'settlement'>,
): Promise<StartPayment> => {
  const command: StartPayment = {
    type: 'StartPayment',
    paymentId: `${orderId}.P${payments.length + 1}`,
    method,
    settlement,
    amount,
    reference: methodId,
    at: businessTime(context),
  };
  if (settlement !== 'gateway') return command;
  const asked = capture === 'later' ? { ...command, capture } : command;
  if (dependencies.gateways.get(method)?.screened === false) return asked;
  const policy = dependencies.policies.policy(context.organizationId, currency).fraud;
  const since = addMinutes(command.at, -policy.velocityMinutes);
  const recentPayments =
    customerId === null
      ? 0
      : await dependencies.recentPayments.countRecentPayments(context.organizationId, customerId, since);
  return { ...asked, screening: { policy, recentPayments } };
};
