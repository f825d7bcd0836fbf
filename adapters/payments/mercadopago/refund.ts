import { refusedByGateway } from '../../../application/payments/gateway-refusal.ts';
import type { GatewayAnswer, GatewayPayment, RefundStanding } from '../../../application/ports/payment-gateway.ts';
import { toWire, type Minor } from '../../../domain/shared/money.ts';
import type { AskMercadoPago } from './client.ts';
import { refundStanding, type MercadoPayment } from './payments.ts';

/**
 * A refund is of one try: the first one that still has enough pays. Each is asked under a key of its own, and what one has
 * left only shrinks, so that a repetition is refused and accepted in the same places as the first time.
 */
export const refundTaken = async (
  ask: AskMercadoPago,
  tries: readonly MercadoPayment[],
  { currency }: GatewayPayment,
  { refundId, amount }: { readonly refundId: string; readonly amount: Minor },
): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>> => {
  const body = { amount: toWire(amount, currency) };
  let refusal = refusedByGateway('nothing_captured', 'nothing was captured');
  for (const { id } of tries) {
    const answer = await ask(({ refunds }) => refunds.create({ payment_id: id, body }), `${refundId}:${id}`);
    if (answer.ok) return { ok: true, standing: await currentStanding(ask, id, answer.value) };
    refusal = answer;
  }
  return refusal;
};

/** The answer to a repetition may be as old as the first one: one that was under way is looked at again. */
const currentStanding = async (
  ask: AskMercadoPago,
  payment_id: string,
  { id: refund_id, status }: { readonly id?: number; readonly status?: string },
): Promise<RefundStanding> => {
  const standing = refundStanding(status);
  if (standing.status !== 'pending' || refund_id === undefined) return standing;
  const answer = await ask(({ refunds }) => refunds.get({ payment_id, refund_id }));
  return answer.ok ? refundStanding(answer.value.status) : standing;
};
