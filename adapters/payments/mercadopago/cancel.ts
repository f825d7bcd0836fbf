import type { GatewayRefusal } from '../../../application/payments/gateway-refusal.ts';
import type { GatewayPayment } from '../../../application/ports/payment-gateway.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { AskMercadoPago } from './client.ts';
import { isOpen, type MercadoPayment } from './payments.ts';

/** Closes the checkout page, if the payment has one, so that nobody pays there any more. */
export const expirePreference = async (ask: AskMercadoPago, payment: GatewayPayment, now: Instant): Promise<void> => {
  const id = payment.gatewayPaymentId;
  if (/^\d+$/.test(id)) return; // the payment of a card
  const current = await ask(({ preferences }) => preferences.get({ preferenceId: id }));
  if (!current.ok || current.value.items === undefined) return;
  const updatePreferenceRequest = { items: current.value.items, expires: true, expiration_date_to: now };
  await ask(({ preferences }) => preferences.update({ id, updatePreferenceRequest }), `${payment.paymentId}:expire`);
};

/** Gives up every try that may still take money. @returns the last refusal: one may have been paid meanwhile */
export const cancelOpen = async (
  ask: AskMercadoPago,
  { paymentId }: GatewayPayment,
  tries: readonly MercadoPayment[],
): Promise<GatewayRefusal | undefined> => {
  let refusal: GatewayRefusal | undefined;
  for (const { id } of tries.filter(isOpen)) {
    const answer = await ask(({ payments }) => payments.cancel({ id }), `${paymentId}:cancel:${id}`);
    if (!answer.ok) refusal = answer;
  }
  return refusal;
};
