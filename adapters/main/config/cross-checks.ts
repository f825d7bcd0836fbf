import { isIPv4 } from 'node:net';
import { parseMinor } from '../../../domain/shared/money.ts';
import { taxRegimes } from '../../../domain/tax-document/regimes/regimes.ts';
import { authorityNeeds, groups, type Config } from './variables.ts';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Finds faults that no single variable shows. */
export const crossChecks = (config: Config): readonly string[] => [
  ...addresses(config),
  ...taxesAndShipping(config),
  ...amounts(config),
  ...completeness(config),
  ...documents(config),
];

const addresses = (config: Config): readonly string[] =>
  (['HTTP_HOST', 'GRPC_HOST'] as const)
    .filter((name) => !isLoopback(config[name]))
    .map((name) => `${name} must be a loopback address: without authentication the engine serves this machine only`);

const taxesAndShipping = (config: Config): readonly string[] => {
  const faults: string[] = [];
  if (!(config.SHIPPING_TAX_CLASS in config.TAX_RATES)) {
    faults.push('SHIPPING_TAX_CLASS must be one of the classes in TAX_RATES');
  }
  if (!('standard' in config.TAX_RATES)) faults.push('TAX_RATES must name the class standard');
  if (!(config.FREE_SHIPPING_METHOD in config.SHIPPING_METHODS)) {
    faults.push('FREE_SHIPPING_METHOD must be one of SHIPPING_METHODS');
  }
  return faults;
};

const amounts = (config: Config): readonly string[] => {
  const { MIN_ORDER_AMOUNT, FREE_SHIPPING_THRESHOLD, FRAUD_AMOUNT_REVIEW, FRAUD_AMOUNT_REJECT } = config;
  const { QUOTE_APPROVAL_AMOUNT } = config;
  const orders = { MIN_ORDER_AMOUNT, FREE_SHIPPING_THRESHOLD, QUOTE_APPROVAL_AMOUNT };
  const named = { ...orders, FRAUD_AMOUNT_REVIEW, FRAUD_AMOUNT_REJECT };
  return Object.entries({ ...named, ...config.SHIPPING_METHODS })
    .filter(([, amount]) => parseMinor(amount, config.CURRENCY) === undefined)
    .map(([name, amount]) => `${name}=${amount} has more decimals than ${config.CURRENCY}`);
};

const documents = (config: Config): readonly string[] => {
  const { TAX_REGIME: regime, CURRENCY: currency } = config;
  const allowed = taxRegimes[regime].currencies;
  const needed = config.TAX_CERTIFICATE_FILE === undefined ? [] : authorityNeeds[regime];
  return [
    ...(allowed.includes(currency) ? [] : [`CURRENCY must be ${allowed.join(' or ')} with TAX_REGIME=${regime}`]),
    ...needed.filter((name) => isUnset(config[name])).map((name) => `TAX_REGIME=${regime} needs ${name} too`),
  ];
};

const completeness = (config: Config): readonly string[] =>
  groups.flatMap(([first, ...rest]) =>
    first === undefined || isUnset(config[first])
      ? []
      : rest.filter((name) => isUnset(config[name])).map((name) => `${first} needs ${name} too`),
  );

const isUnset = (value: Config[keyof Config]): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);
