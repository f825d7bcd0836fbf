import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { OrderPaymentStatus } from '../../domain/shared/payment-status.ts';
import type { ReadModel } from '../tables.ts';
import type { OrderDocument } from '../orders/view.ts';

/** A payment on terms of which its customer still owes something. */
export interface DuePayment {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly paymentId: string;
  /** What is left to pay. */
  readonly amount: Minor;
  /** null: payments older than due dates. */
  readonly dueAt: Instant | null;
}

export interface DuePaymentQueries {
  /** What a customer owes in a currency, the longest due first. */
  listDuePayments(organizationId: string, customerId: string, currency: Currency): Promise<readonly DuePayment[]>;
}

/** Orders that may still be owed for: of all others nothing was promised, or all of it came. */
const owed: readonly OrderPaymentStatus[] = ['authorized', 'partially_paid', 'partially_refunded', 'refunded'];

export const duePaymentQueries = ({ db }: ReadModel): DuePaymentQueries => ({
  listDuePayments: async (organizationId, customerId, currency) => {
    const orders = await db
      .selectFrom('orders')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('customer_id', '=', customerId)
      .where('currency', '=', currency)
      .where('payment_status', 'in', owed)
      .execute();
    return duePaymentsOf(orders.map(({ document }) => document));
  },
});

/** What is owed on these orders, the longest due first. */
export const duePaymentsOf = (
  orders: readonly Pick<OrderDocument, 'orderId' | 'orderNumber' | 'payments'>[],
): readonly DuePayment[] =>
  orders
    .flatMap(({ orderId, orderNumber, payments }) =>
      payments
        .filter(({ settlement, status }) => settlement === 'terms' && status === 'authorized')
        .map(({ paymentId, authorized, captured, dueAt }) => ({
          orderId,
          orderNumber,
          paymentId,
          amount: authorized - captured,
          dueAt,
        })),
    )
    .sort((a, b) => compare(a.dueAt ?? '', b.dueAt ?? '') || compare(a.paymentId, b.paymentId));

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
