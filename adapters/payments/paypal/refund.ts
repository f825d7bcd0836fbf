import type { Order } from '@paypal/paypal-server-sdk';
import { referenceTooLong, refusedByGateway } from '../../../application/payments/gateway-refusal.ts';
import { toReferenceText } from '../../../application/payments/payment-reference.ts';
import type { GatewayAnswer, GatewayPayment, RefundStanding } from '../../../application/ports/payment-gateway.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import type { AskPayPal } from './client.ts';
import { toMoney } from './requests.ts';
import { refundStanding, takenCaptures } from './standing.ts';

/**
 * PayPal refunds a capture, not an order: the first one that still has enough pays. Each is asked under a key of its own,
 * and what one has left only shrinks, so that a repetition is refused and accepted in the same places as the first time.
 */
export const refundTaken = async (
  ask: AskPayPal,
  order: Order,
  payment: GatewayPayment,
  { refundId, amount }: { readonly refundId: string; readonly amount: Minor },
): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>> => {
  const customId = toReferenceText(payment);
  if (customId === undefined) return referenceTooLong;
  const body = { amount: toMoney(amount, payment.currency), customId, invoiceId: refundId };
  let refusal = refusedByGateway('nothing_captured', 'nothing was captured');
  for (const { id: captureId = '' } of takenCaptures(order)) {
    const request = { captureId, paypalRequestId: `${refundId}:${captureId}`, prefer: 'return=representation', body };
    const answer = await ask(({ payments }) => payments.refundCapturedPayment(request));
    if (answer.ok) return { ok: true, standing: refundStanding(answer.value.status) };
    refusal = answer;
  }
  return refusal;
};
