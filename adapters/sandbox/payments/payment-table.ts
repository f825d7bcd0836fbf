import type { Currency } from '../../../domain/shared/money.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { Queryable } from '../transaction.ts';
import type { SandboxPayment, SandboxPaymentStatus } from './payment.ts';

interface PaymentRow {
  readonly payment_id: string;
  readonly organization_id: string;
  readonly reference: string;
  readonly order_number: string;
  readonly amount: string;
  readonly currency: Currency;
  readonly capture: 'now' | 'later';
  readonly status: SandboxPaymentStatus;
  readonly authorized: string;
  readonly captured: string;
  readonly refunded: string;
  readonly decline_reason: string | null;
  readonly settles_at: Date | null;
  readonly client_secret: string;
  readonly return_url: string | null;
}

const toPayment = (row: PaymentRow): SandboxPayment => ({
  paymentId: row.payment_id,
  organizationId: row.organization_id,
  reference: row.reference,
  orderNumber: row.order_number,
  amount: Number(row.amount),
  currency: row.currency,
  capture: row.capture,
  status: row.status,
  authorized: Number(row.authorized),
  captured: Number(row.captured),
  refunded: Number(row.refunded),
  declineReason: row.decline_reason,
  settlesAt: row.settles_at?.toISOString() ?? null,
  clientSecret: row.client_secret,
  returnUrl: row.return_url,
});

const first = (rows: readonly PaymentRow[]): SandboxPayment | undefined => rows.map(toPayment)[0];

export const findPayment = async (db: Queryable, paymentId: string): Promise<SandboxPayment | undefined> =>
  first((await db.query<PaymentRow>('select * from sandbox.payments where payment_id = $1', [paymentId])).rows);

export const findBySecret = async (db: Queryable, clientSecret: string): Promise<SandboxPayment | undefined> =>
  first((await db.query<PaymentRow>('select * from sandbox.payments where client_secret = $1', [clientSecret])).rows);

/** As it is, and stays until the transaction ends. */
export const lockPayment = async (db: Queryable, paymentId: string): Promise<SandboxPayment> => {
  const found = await db.query<PaymentRow>('select * from sandbox.payments where payment_id = $1 for update', [
    paymentId,
  ]);
  const payment = first(found.rows);
  if (payment === undefined) throw new Error(`payment ${paymentId} was there a moment ago`);
  return payment;
};

/** Slow payments whose time has come, locked; those that another process settles just now are left to it. */
export const lockSettling = async (db: Queryable, now: Instant): Promise<readonly SandboxPayment[]> => {
  const found = await db.query<PaymentRow>(
    `select * from sandbox.payments where status = 'processing' and settles_at <= $1
     order by settles_at limit 100 for update skip locked`,
    [now],
  );
  return found.rows.map(toPayment);
};

/** Inserts a payment, or writes what can change of one. */
export const savePayment = async (db: Queryable, payment: SandboxPayment): Promise<void> => {
  await db.query(
    `insert into sandbox.payments
       (payment_id, organization_id, reference, order_number, amount, currency, capture, client_secret, return_url,
        status, authorized, captured, refunded, decline_reason, settles_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (payment_id) do update set
       status = excluded.status, authorized = excluded.authorized, captured = excluded.captured,
       refunded = excluded.refunded, decline_reason = excluded.decline_reason, settles_at = excluded.settles_at`,
    [
      payment.paymentId,
      payment.organizationId,
      payment.reference,
      payment.orderNumber,
      payment.amount,
      payment.currency,
      payment.capture,
      payment.clientSecret,
      payment.returnUrl,
      payment.status,
      payment.authorized,
      payment.captured,
      payment.refunded,
      payment.declineReason,
      payment.settlesAt,
    ],
  );
};
