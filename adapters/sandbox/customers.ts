import type { Pool } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { currencies, currencyDecimals, formatMinor, parseMinor, type Currency } from '../../domain/shared/money.ts';
import { customerService, customerServiceName } from '../../proto/services.ts';
import { sandboxCustomers, type SandboxCustomer } from './customer-list.ts';
import { applyOnce } from './ledger.ts';
import { sandboxCurrency, sandboxMinor } from './amounts.ts';
import { serve, type SandboxService } from './serve.ts';
import type { Queryable } from './transaction.ts';

export interface SandboxCustomersOptions {
  /** A database with {@link sandboxMigrations} applied: the points that customers earn outlive the process there. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** Of their credit; that of the products by default. */
  readonly currency?: Currency;
}

const name = z.string().min(1).max(200);
const getCustomer = z.object({ organization_id: name, customer_id: name });

/** Points are whole units of the currency. */
const points = z
  .object({ amount: z.string(), currency: z.enum(currencies) })
  .transform(({ amount, currency }, context) => {
    const minor = parseMinor(amount, currency);
    if (minor === undefined || minor < 0) context.addIssue(`must be an amount of ${currency} of zero or more`);
    return Math.floor((minor ?? z.NEVER) / 10 ** currencyDecimals[currency]);
  });

const addLoyaltyPoints = z.object({ organization_id: name, customer_id: name, transaction_id: name, amount: points });

const customers = new Map(sandboxCustomers.map((customer) => [customer.customer_id, customer]));

/**
 * The engine's own Customer service (proto/customer.proto): the same customers for every organisation, which earn points
 * in each of their own.
 */
export const startSandboxCustomers = ({
  pool,
  clock,
  currency = sandboxCurrency,
}: SandboxCustomersOptions): Promise<SandboxService> =>
  serve(customerServiceName, customerService, {
    GetCustomer: async (request) => {
      const { organization_id, customer_id } = getCustomer.parse(request);
      const customer = customers.get(customer_id);
      if (customer === undefined) return {};
      return { customer: toMessage(customer, await pointsEarned(pool, organization_id, customer_id), currency) };
    },
    AddLoyaltyPoints: (request) => {
      const { organization_id, customer_id, amount: earned } = addLoyaltyPoints.parse(request);
      return applyOnce(pool, { method: 'AddLoyaltyPoints', request, at: clock.now() }, async (db) => {
        if (!customers.has(customer_id)) return { points_earned: 0 };
        await earn(db, organization_id, customer_id, earned);
        return { points_earned: earned };
      });
    },
  });

const toMessage = (
  { credit, loyalty_points, ...customer }: SandboxCustomer,
  earned: number,
  currency: Currency,
): object => ({
  ...customer,
  loyalty_points: loyalty_points + earned,
  ...(credit && {
    credit_limit: moneyOf(credit.limit, currency),
    credit_available: moneyOf(credit.available, currency),
  }),
});

const moneyOf = (amount: string, currency: Currency) => ({
  amount: formatMinor(sandboxMinor(amount, currency), currency),
  currency,
});

const pointsEarned = async (db: Queryable, organizationId: string, customerId: string): Promise<number> => {
  const { rows } = await db.query<{ readonly points_earned: string }>(
    'select points_earned from sandbox.loyalty where organization_id = $1 and customer_id = $2',
    [organizationId, customerId],
  );
  return Number(rows[0]?.points_earned ?? 0);
};

const earn = async (db: Queryable, organizationId: string, customerId: string, earned: number): Promise<void> => {
  await db.query(
    `insert into sandbox.loyalty as balance (organization_id, customer_id, points_earned) values ($1, $2, $3)
     on conflict (organization_id, customer_id) do update set points_earned = balance.points_earned + excluded.points_earned`,
    [organizationId, customerId, earned],
  );
};
