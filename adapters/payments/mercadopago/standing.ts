import type { Payment } from 'mercadopago';
import { z } from 'zod';
import { toReason } from '../../../application/payments/gateway-payment.ts';
import type { PaymentStanding, RefundStanding } from '../../../application/ports/payment-gateway.ts';
import { currencies, parseMinor, type Minor } from '../../../domain/shared/money.ts';
import { unavailable, type AskMercadoPago } from './client.ts';

/** Reads a payment, as far as it matters here; ids are numbers in some answers and strings in others. */
const paymentSchema = z.object({
  id: z.union([z.string(), z.int()]).transform(String),
  status: z.string(),
  status_detail: z.string().nullish(),
  external_reference: z.string().nullish(),
  currency_id: z.enum(currencies),
  transaction_amount: z.number(),
});

/** Describes one try to pay. Several may carry the same reference of ours: they are one payment to us. */
export interface MercadoPayment {
  readonly id: string;
  readonly status: string;
  readonly detail: string | null;
  readonly reference: string | null;
  readonly amount: Minor;
}

/** Lists the statuses of money that came in, even if it went back since, or is disputed. */
const taken: ReadonlySet<string> = new Set(['approved', 'refunded', 'in_mediation', 'charged_back']);
const waiting: ReadonlySet<string> = new Set(['pending', 'in_process']);

export const isTaken = ({ status }: MercadoPayment): boolean => taken.has(status);
export const isHeld = ({ status }: MercadoPayment): boolean => status === 'authorized';
export const isOpen = (payment: MercadoPayment): boolean => isHeld(payment) || waiting.has(payment.status);

/** @throws ServiceUnavailableError if the answer is not what MercadoPago documents */
export const toPayment = (answer: unknown): MercadoPayment => {
  const { data } = paymentSchema.safeParse(answer);
  const amount = data && parseMinor(data.transaction_amount, data.currency_id);
  if (data === undefined || amount === undefined) throw unavailable('MercadoPago answered with what is no payment');
  const { id, status, status_detail: detail = null, external_reference: reference = null } = data;
  return { id, status, detail, reference, amount };
};

/** Returns all payments with a reference of ours, the oldest first. */
export const paymentsOf = async (ask: AskMercadoPago, reference: string): Promise<readonly MercadoPayment[]> => {
  type Found = Awaited<ReturnType<Payment['search']>>;
  const options = { external_reference: reference, sort: 'date_created', criteria: 'asc', limit: 100 } as const;
  const answer = await ask<Found>(({ payments }) => payments.search({ options }));
  if (!answer.ok || answer.value.results === undefined) throw unavailable('MercadoPago does not search');
  return answer.value.results.map(toPayment).filter((payment) => payment.reference === reference);
};

/** Puts a payment as it was just seen in the place of an older view of it. */
export const withFresh = (payments: readonly MercadoPayment[], fresh: MercadoPayment): readonly MercadoPayment[] => [
  ...payments.filter(({ id }) => id !== fresh.id),
  fresh,
];

export const paymentStanding = (payments: readonly MercadoPayment[]): PaymentStanding => {
  const captured = sum(payments.filter(isTaken));
  if (captured > 0) return { status: 'captured', captured };
  const amount = sum(payments.filter(isHeld));
  if (amount > 0) return { status: 'authorized', amount };
  const last = payments.at(-1);
  if (last === undefined || payments.some(isOpen)) return { status: 'pending' };
  const declined = payments.findLast(({ status }) => status === 'rejected');
  return declined === undefined ? { status: 'voided' } : { status: 'failed', reason: reasonOf(declined) };
};

/** Says why a payment was rejected. */
export const reasonOf = ({ detail, status }: MercadoPayment): string => toReason(detail ?? status);

const sum = (payments: readonly MercadoPayment[]): Minor => payments.reduce((total, { amount }) => total + amount, 0);

export const refundStanding = (status: string | undefined): RefundStanding => {
  switch (status) {
    case 'approved':
      return { status: 'succeeded' };
    case 'rejected':
    case 'cancelled':
      return { status: 'failed', reason: toReason(status) };
    default:
      return { status: 'pending' };
  }
};
