import {
  CheckoutPaymentIntent,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
  type Money,
  type Order,
  type OrderRequest,
  type PaypalWallet,
} from '@paypal/paypal-server-sdk';
import type { NewGatewayPayment, NextStep } from '../../../application/ports/payment-gateway.ts';
import { formatMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';

export const toMoney = (amount: Minor, currency: Currency): Money => ({
  currencyCode: currency,
  value: formatMinor(amount, currency),
});

/** @param reference our payment as one text, which PayPal hands on to everything that becomes of the order */
export const toOrder = (payment: NewGatewayPayment, reference: string): OrderRequest => ({
  intent: payment.capture === 'now' ? CheckoutPaymentIntent.Capture : CheckoutPaymentIntent.Authorize,
  purchaseUnits: [
    {
      customId: reference,
      description: payment.orderNumber,
      amount: toMoney(payment.amount, payment.currency),
    },
  ],
  paymentSource: { paypal: toWallet(payment) },
});

const toWallet = ({ methodId, returnUrl }: NewGatewayPayment): PaypalWallet =>
  methodId !== null
    ? { vaultId: methodId }
    : {
        experienceContext: {
          shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
          userAction: PaypalExperienceUserAction.PayNow,
          ...(returnUrl !== null && { returnUrl, cancelUrl: returnUrl }),
        },
      };

/** PayPal calls the link by one name or the other, by how the order was made. */
export const nextStepOf = ({ links }: Order): NextStep => {
  const link = links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
  return link === undefined ? {} : { approvalUrl: link.href };
};
