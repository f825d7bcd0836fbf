import type { Pool } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../application/ports/system.ts';
import { currencies, currencyDecimals, formatMinor, parseMinor, type Currency } from '../../domain/shared/money.ts';
import { customerService, customerServiceName } from '../../proto/services.ts';
import { sandboxCurrency, sandboxMinor } from './amounts.ts';
import { sandboxCustomers, type SandboxCustomer } from './customer-list.ts';
import { applyOnce } from './ledger.ts';
import { closePayment, gainPoints, pointsGained, recordPayment } from './loyalty.ts';
import { serve, type Handlers, type SandboxService } from './serve.ts';
import type { Queryable } from './transaction.ts';

export interface SandboxCustomersOptions {
  /** A database with {@link sandboxMigrations} applied: the points that customers earn outlive the process there. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** Of their credit; that of the products by default. */
  readonly currency?: Currency;
}

const name = z.string().min(1).max(200);
const about = { organization_id: name, customer_id: name };
const getCustomer = z.object(about);

/** Points are whole units of the currency. */
const pointsOfAmount = z
  .object({ amount: z.string(), currency: z.enum(currencies) })
  .transform(({ amount, currency }, context) => {
    const minor = parseMinor(amount, currency);
    if (minor === undefined || minor < 0) context.addIssue(`must be an amount of ${currency} of zero or more`);
    return Math.floor((minor ?? z.NEVER) / 10 ** currencyDecimals[currency]);
  });

const purchase = z.object({ ...about, transaction_id: name, amount: pointsOfAmount });
const payment = z.object({ ...about, payment_id: name });
const redemption = payment.extend({ points: z.int().min(1) });

const customers = new Map(sandboxCustomers.map((customer) => [customer.customer_id, customer]));

/**
 * The engine's own Customer service (proto/customer.proto): the same customers for every organisation, which earn and spend
 * points in each of their own.
 */
export const startSandboxCustomers = (options: SandboxCustomersOptions): Promise<SandboxService> =>
  serve(customerServiceName, customerService, { ...questions(options), ...changes(options) });

const questions = ({ pool, currency = sandboxCurrency }: SandboxCustomersOptions): Handlers => ({
  GetCustomer: async (request) => {
    const { organization_id, customer_id } = getCustomer.parse(request);
    const customer = customers.get(customer_id);
    if (customer === undefined) return {};
    return { customer: toMessage(customer, await pointsGained(pool, organization_id, customer_id), currency) };
  },
});

const changes = ({ pool, clock }: SandboxCustomersOptions): Handlers => {
  const once = (method: string, request: object, apply: (db: Queryable) => Promise<object>): Promise<object> =>
    applyOnce(pool, { method, request, at: clock.now() }, apply);
  return {
    AddLoyaltyPoints: (request) => {
      const { organization_id, customer_id, amount: points } = purchase.parse(request);
      return once('AddLoyaltyPoints', request, async (db) => {
        if (!customers.has(customer_id)) return { points_earned: 0 };
        await gainPoints(db, organization_id, customer_id, points);
        return { points_earned: points };
      });
    },
    DeductLoyaltyPoints: (request) => {
      const { organization_id, customer_id, amount: points } = purchase.parse(request);
      return once('DeductLoyaltyPoints', request, async (db) => {
        if (!customers.has(customer_id)) return { points_deducted: 0 };
        await gainPoints(db, organization_id, customer_id, -points);
        return { points_deducted: points };
      });
    },
    RedeemLoyaltyPoints: (request) => {
      const { organization_id, customer_id, payment_id, points } = redemption.parse(request);
      return once('RedeemLoyaltyPoints', request, async (db) => {
        const customer = customers.get(customer_id);
        if (customer === undefined) return { ok: false, points_available: 0 };
        const balance = customer.loyalty_points + (await gainPoints(db, organization_id, customer_id, 0));
        const ok = balance >= points && (await recordPayment(db, organization_id, payment_id, points));
        if (!ok) return { ok, points_available: Math.max(balance, 0) };
        await gainPoints(db, organization_id, customer_id, -points);
        return { ok };
      });
    },
    RestoreLoyaltyPoints: (request) => {
      const { organization_id, customer_id, payment_id } = payment.parse(request);
      return once('RestoreLoyaltyPoints', request, async (db) => {
        if (!customers.has(customer_id)) return { points_restored: 0 };
        // first of all, as redeeming does: the two come one after the other
        await gainPoints(db, organization_id, customer_id, 0);
        const points = await closePayment(db, organization_id, payment_id);
        await gainPoints(db, organization_id, customer_id, points);
        return { points_restored: points };
      });
    },
  };
};

const toMessage = (
  { credit, loyalty_points, ...customer }: SandboxCustomer,
  gained: number,
  currency: Currency,
): object => ({
  ...customer,
  loyalty_points: loyalty_points + gained,
  ...(credit && {
    credit_limit: moneyOf(credit.limit, currency),
    credit_available: moneyOf(credit.available, currency),
  }),
});

const moneyOf = (amount: string, currency: Currency) => ({
  amount: formatMinor(sandboxMinor(amount, currency), currency),
  currency,
});
