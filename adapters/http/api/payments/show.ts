import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { Paid } from '../../../../application/payments/submit-payment.ts';
import type { PlacedOrder } from '../../../../domain/order/state.ts';
import type { startedPayment } from './schema.ts';

/** A payment as its payer needs it: how it stands, and what is to be done next. */
export const showPaid = (
  { payments, status }: PlacedOrder,
  version: number,
  { paymentId, nextStep }: Pick<Extract<Paid, { readonly ok: true }>, 'paymentId' | 'nextStep'>,
): z.input<typeof startedPayment> => {
  const payment = payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment === undefined) throw new TypeError('a payment was accepted that the order does not have');
  const { clientSecret, approvalUrl } = nextStep;
  return {
    payment_id: paymentId,
    status: payment.status,
    ...given({ client_secret: clientSecret, approval_url: approvalUrl }),
    order_status: status,
    version,
  };
};
