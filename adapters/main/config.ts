import { z } from 'zod';
import { currencies, parseMinor, type Currency } from '../../domain/shared/money.ts';
import type { RatePpm } from '../../domain/shared/policy.ts';

const text = z.string().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const whole = z.coerce.number().int();
const decimal = text.regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a decimal such as 10.00');
const currency = z.enum(currencies as [Currency, ...Currency[]]);

/** `standard=0.20,zero=0` → name → text. */
const pairs = text
  .transform((value) => value.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z][a-z0-9_]*$/), decimal])).min(1))
  .transform((list) => Object.fromEntries(list));

const rate = (fraction: string): RatePpm => Math.round(Number(fraction) * 1_000_000);

/** Every variable, as the README lists them: name, default, shape. Nothing else in the code reads the environment. */
const variables = {
  DATA_DIR: text.default('.comanda'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL').optional(),
  DATABASE_POOL_SIZE: whole.min(2).max(200).default(20),
  EVENTSTORE_URL: text.regex(/^(esdb|kurrentdb)(\+discover)?:\/\//, 'must be an esdb:// URL').optional(),
  HTTP_HOST: text.default('127.0.0.1'),
  HTTP_PORT: port.default(8004),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  INVENTORY_GRPC_HOST: text.optional(),
  INVENTORY_GRPC_PORT: port.default(50_053),
  CATALOG_GRPC_HOST: text.optional(),
  CATALOG_GRPC_PORT: port.default(50_051),
  CACHE_TTL_CART: whole.min(0).default(3600),
  CACHE_TTL_ORDER: whole.min(0).default(300),
  RATE_LIMIT_PER_MINUTE: whole.min(0).default(0),
  CURRENCY: currency.default('GBP'),
  TAX_MODE: z.enum(['inclusive', 'exclusive']).default('inclusive'),
  TAX_RATES: pairs.prefault('standard=0.20,reduced=0.05,zero=0'),
  SHIPPING_METHODS: pairs.prefault('standard=4.99,express=9.99,pickup=0'),
  SHIPPING_TAX_CLASS: text.default('standard'),
  FREE_SHIPPING_THRESHOLD: decimal.default('50.00'),
  FREE_SHIPPING_METHOD: text.default('standard'),
  MIN_ORDER_AMOUNT: decimal.default('10.00'),
  MAX_ITEMS_PER_ORDER: whole.min(1).max(10_000).default(100),
  RESTRICTED_VARIANTS: z
    .string()
    .transform((value) => value.split(',').map((id) => id.trim()))
    .default([]),
  ORDER_RESERVATION_TTL_MINUTES: whole.min(1).default(15),
  CART_EXPIRY_DAYS: whole.min(1).default(30),
  ABANDONED_CART_HOURS: whole.min(1).default(24),
  PAYMENT_RETRY_ATTEMPTS: whole.min(1).default(3),
  PAYMENT_TIMEOUT_MINUTES: whole.min(1).default(15),
  FRAUD_PAYMENTS_PER_HOUR_REVIEW: whole.min(0).default(10),
  FRAUD_PAYMENTS_PER_HOUR_REJECT: whole.min(0).default(30),
  FRAUD_AMOUNT_REVIEW: decimal.default('0'),
  FRAUD_AMOUNT_REJECT: decimal.default('0'),
  FRAUD_FAILED_ATTEMPTS_REVIEW: whole.min(0).default(2),
  FRAUD_COUNTRY_MISMATCH: z.enum(['accept', 'review', 'reject']).default('review'),
  RETURN_WINDOW_DAYS: whole.min(0).default(30),
  DEFAULT_WAREHOUSE: text.default('main'),
  REDIS_URL: text.optional(),
};

export const configurationNames = Object.keys(variables) as (keyof typeof variables)[];

const schema = z.object(variables);

export type Config = z.infer<typeof schema>;

/** The configuration does not hold together: every fault at once, each naming its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Faults that no single variable shows. */
const crossChecks = (config: Config): string[] => {
  const faults: string[] = [];
  if (!isLoopback(config.HTTP_HOST)) {
    faults.push('HTTP_HOST must be a loopback address: without authentication the engine serves this machine only');
  }
  if (!(config.SHIPPING_TAX_CLASS in config.TAX_RATES)) {
    faults.push('SHIPPING_TAX_CLASS must be one of the classes in TAX_RATES');
  }
  if (!('standard' in config.TAX_RATES)) faults.push('TAX_RATES must name the class standard');
  if (!(config.FREE_SHIPPING_METHOD in config.SHIPPING_METHODS)) {
    faults.push('FREE_SHIPPING_METHOD must be one of SHIPPING_METHODS');
  }
  const amounts = {
    MIN_ORDER_AMOUNT: config.MIN_ORDER_AMOUNT,
    FREE_SHIPPING_THRESHOLD: config.FREE_SHIPPING_THRESHOLD,
  };
  for (const [name, amount] of Object.entries({ ...amounts, ...config.SHIPPING_METHODS })) {
    if (parseMinor(amount, config.CURRENCY) === undefined) {
      faults.push(`${name}=${amount} has more decimals than ${config.CURRENCY}`);
    }
  }
  return faults;
};

/**
 * Reads and checks the environment; unset and empty variables take their defaults.
 * @throws ConfigError naming every fault
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? crossChecks(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`the configuration is not valid:\n  ${faults.join('\n  ')}`);
  }
  return parsed.data;
};

/** Variables of other versions or of the original design that are accepted and have no effect here, for one warning. */
export const unusedVariables = (config: Config): readonly string[] =>
  config.REDIS_URL === undefined ? [] : ['REDIS_URL'];

/** Tax rates as parts per million. */
export const taxRates = (config: Config): Readonly<Record<string, RatePpm>> =>
  Object.fromEntries(Object.entries(config.TAX_RATES).map(([name, fraction]) => [name, rate(fraction)]));
