import { z } from 'zod';
import { currencies, type Currency } from '../../../domain/shared/money.ts';
import { taxRegimeNames, type TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';

const text = z.string().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const whole = z.coerce.number().int();
const decimal = text.regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a decimal such as 10.00');
const currency = z.enum(currencies as [Currency, ...Currency[]]);

/** Reads `standard=0.20,zero=0` as name → text. */
const pairs = text
  .transform((value) => value.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z][a-z0-9_]*$/), decimal])).min(1))
  .transform((list) => Object.fromEntries(list));

/** Reads `receivable=1103,gateway:stripe=1110` as account → the organisation's own code. */
const accounts = text
  .transform((value) => value.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  .pipe(z.array(z.tuple([z.string().regex(/^[a-z][a-z0-9_:]*$/), text])))
  .transform((pairsOfCodes): Readonly<Record<string, string>> => Object.fromEntries(pairsOfCodes));

/** Reads `a,b` as both; unset is none. */
const list = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .pipe(z.array(text))
  .default([]);

/** Reads `1,3,5` as the days; empty is none. */
const risingDays = z
  .string()
  .transform((value) => (value.trim() === '' ? [] : value.split(',').map(Number)))
  .pipe(z.array(z.int().min(1).max(60)))
  .refine((days) => days.every((day, index) => index === 0 || day > (days[index - 1] ?? 0)), 'must rise, as 1,3,5');

const flag = z.stringbool().default(false);

const url = text.regex(/^https?:\/\//, 'must be an http:// or https:// URL');

/** Lists those of tax documents: by whose rules, as whom, signed with what, sent where. */
const documentVariables = {
  TAX_REGIME: z.enum(taxRegimeNames).default('plain'),
  TAX_ROUNDING: z.enum(['by_line', 'by_total']).optional(),
  TAX_ISSUER_ID: text.optional(),
  TAX_ISSUER_NAME: text.optional(),
  TAX_ISSUER_ACTIVITY: text.optional(),
  TAX_ISSUER_ACTIVITY_CODE: text.optional(),
  TAX_ISSUER_LINE1: text.optional(),
  TAX_ISSUER_CITY: text.optional(),
  TAX_ISSUER_REGION: text.optional(),
  TAX_ISSUER_POSTAL_CODE: text.optional(),
  TAX_ISSUER_ADDRESS_CODE: text.optional(),
  TAX_CERTIFICATE_FILE: text.optional(),
  TAX_PRIVATE_KEY_FILE: text.optional(),
  TAX_PRIVATE_KEY_PASSWORD: text.optional(),
  TAX_AUTHORITY_URL: url.optional(),
  TAX_AUTHORITY_USER: text.optional(),
  TAX_AUTHORITY_PASSWORD: text.optional(),
  TAX_POLL_SECONDS: whole.min(1).default(60),
  SII_CAF_DIR: text.optional(),
  SII_RESOLUTION_NUMBER: whole.min(0).default(0),
  SII_RESOLUTION_DATE: text.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2014-08-22').optional(),
  JOURNAL_ACCOUNTS: accounts.default({}),
};

/** Lists every variable, as the README does: name, default, shape. Nothing else in the code reads the environment. */
export const variables = {
  DATA_DIR: text.default('.comanda'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL').optional(),
  DATABASE_POOL_SIZE: whole.min(2).max(200).default(20),
  EVENTSTORE_URL: text.regex(/^(esdb|kurrentdb)(\+discover)?:\/\//, 'must be an esdb:// URL').optional(),
  HTTP_HOST: text.default('127.0.0.1'),
  HTTP_PORT: port.default(8004),
  GRPC_HOST: text.default('127.0.0.1'),
  GRPC_PORT: port.default(50_054),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  INVENTORY_GRPC_HOST: text.optional(),
  INVENTORY_GRPC_PORT: port.default(50_053),
  CATALOG_GRPC_HOST: text.optional(),
  CATALOG_GRPC_PORT: port.default(50_051),
  PRICING_GRPC_HOST: text.optional(),
  PRICING_GRPC_PORT: port.default(50_058),
  CUSTOMER_GRPC_HOST: text.optional(),
  CUSTOMER_GRPC_PORT: port.default(50_057),
  GRPC_CLIENT_TLS: flag,
  GRPC_CLIENT_DEADLINE_MS: whole.min(1).default(5_000),
  GRPC_CLIENT_TRIES: whole.min(1).max(10).default(3),
  GRPC_CLIENT_WAIT_MS: whole.min(1).default(2_000),
  GRPC_CLIENT_LONGEST_WAIT_MS: whole.min(1).default(10_000),
  GRPC_CLIENT_BREAKER_FAILURES: whole.min(1).default(5),
  GRPC_CLIENT_BREAKER_MS: whole.min(1).default(60_000),
  RABBITMQ_URL: text.regex(/^amqps?:\/\//, 'must be an amqp:// URL').optional(),
  RABBITMQ_EXCHANGE: text.default('order_events'),
  RABBITMQ_QUEUE_ORDERS: text.default('order_updates'),
  RABBITMQ_QUEUE_PAYMENTS: text.default('payment_updates'),
  STRIPE_API_KEY: text.optional(),
  STRIPE_WEBHOOK_SECRET: list,
  STRIPE_API_URL: url.optional(),
  PAYPAL_CLIENT_ID: text.optional(),
  PAYPAL_CLIENT_SECRET: text.optional(),
  PAYPAL_WEBHOOK_ID: text.optional(),
  PAYPAL_ENVIRONMENT: z.enum(['sandbox', 'live']).default('sandbox'),
  PAYPAL_API_URL: url.optional(),
  MERCADOPAGO_ACCESS_TOKEN: text.optional(),
  MERCADOPAGO_WEBHOOK_SECRET: list,
  MERCADOPAGO_API_URL: url.optional(),
  FEDEX_API_KEY: text.optional(),
  FEDEX_API_SECRET: text.optional(),
  FEDEX_ACCOUNT_NUMBER: text.optional(),
  FEDEX_API_URL: url.optional(),
  FEDEX_WEBHOOK_SECRET: list,
  UPS_API_KEY: text.optional(),
  UPS_API_SECRET: text.optional(),
  UPS_ACCOUNT_NUMBER: text.optional(),
  UPS_API_URL: url.optional(),
  UPS_WEBHOOK_SECRET: list,
  DHL_API_KEY: text.optional(),
  DHL_API_SECRET: text.optional(),
  DHL_ACCOUNT_NUMBER: text.optional(),
  DHL_API_URL: url.optional(),
  DHL_WEBHOOK_SECRET: list,
  SHIP_FROM_NAME: text.default('Comanda'),
  SHIP_FROM_LINE1: text.optional(),
  SHIP_FROM_CITY: text.optional(),
  SHIP_FROM_REGION: text.optional(),
  SHIP_FROM_POSTAL_CODE: text.optional(),
  SHIP_FROM_COUNTRY: text.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code').optional(),
  SHIP_FROM_PHONE: text.optional(),
  PARCEL_WEIGHT_GRAMS: whole.min(1).default(1_000),
  TRACKING_POLL_MINUTES: whole.min(1).default(30),
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
  PAYMENT_TIMEOUT_MINUTES: whole.min(1).default(10),
  FRAUD_PAYMENTS_PER_HOUR_REVIEW: whole.min(0).default(10),
  FRAUD_PAYMENTS_PER_HOUR_REJECT: whole.min(0).default(30),
  FRAUD_AMOUNT_REVIEW: decimal.default('0'),
  FRAUD_AMOUNT_REJECT: decimal.default('0'),
  FRAUD_FAILED_ATTEMPTS_REVIEW: whole.min(0).default(2),
  FRAUD_COUNTRY_MISMATCH: z.enum(['accept', 'review', 'reject']).default('review'),
  RETURN_WINDOW_DAYS: whole.min(0).default(30),
  RETURN_SHIPPING: z.enum(['never', 'full_return']).default('full_return'),
  RETURN_DISCOUNTS: z.enum(['kept', 'forfeited']).default('kept'),
  CREDIT_TERMS_DAYS: whole.min(0).default(30),
  EXCHANGE_PAYMENT_DAYS: whole.min(1).default(7),
  SUBSCRIPTION_PAYMENT_DAYS: whole.min(1).default(3),
  SUBSCRIPTION_RETRY_DAYS: risingDays.prefault('1,3,5'),
  SUBSCRIPTION_AFTER_RETRIES: z.enum(['pause', 'cancel']).default('pause'),
  QUOTE_APPROVAL_AMOUNT: decimal.default('0'),
  QUOTE_VALIDITY_DAYS: whole.min(1).default(30),
  QUOTE_PAYMENT_DAYS: whole.min(1).default(7),
  LOYALTY_POINT_VALUE: decimal.default('0.01'),
  ...documentVariables,
  DEFAULT_WAREHOUSE: text.default('main'),
  REDIS_URL: text.optional(),
};

export type Config = z.infer<z.ZodObject<typeof variables>>;

/** Lists what is of no use without the rest: the first of each group switches it on. */
export const groups: readonly (readonly (keyof Config)[])[] = [
  ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'],
  ['MERCADOPAGO_ACCESS_TOKEN', 'MERCADOPAGO_WEBHOOK_SECRET'],
  ...(['FEDEX', 'UPS', 'DHL'] as const).map(
    (carrier) =>
      [
        `${carrier}_API_KEY`,
        `${carrier}_API_SECRET`,
        `${carrier}_ACCOUNT_NUMBER`,
        'SHIP_FROM_LINE1',
        'SHIP_FROM_CITY',
        'SHIP_FROM_COUNTRY',
      ] as const,
  ),
  ['TAX_ISSUER_ID', 'TAX_ISSUER_NAME', 'TAX_ISSUER_LINE1', 'TAX_ISSUER_CITY'],
  ['TAX_CERTIFICATE_FILE', 'TAX_PRIVATE_KEY_FILE', 'TAX_ISSUER_ID', 'TAX_AUTHORITY_URL'],
];

/** Lists what each authority needs besides the certificate, where one is configured. */
export const authorityNeeds: Readonly<Record<TaxRegime, readonly (keyof Config)[]>> = {
  plain: [],
  CL: ['SII_CAF_DIR', 'SII_RESOLUTION_DATE', 'TAX_ISSUER_ACTIVITY', 'TAX_ISSUER_ACTIVITY_CODE'],
  PE: ['TAX_AUTHORITY_USER', 'TAX_AUTHORITY_PASSWORD', 'TAX_ISSUER_ADDRESS_CODE'],
  MX: ['TAX_AUTHORITY_PASSWORD', 'TAX_ISSUER_ACTIVITY', 'TAX_ISSUER_POSTAL_CODE'],
};
