import { z } from 'zod';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import { crossChecks } from './cross-checks.ts';
import { variables, type Config } from './variables.ts';

const rate = (fraction: string): RatePpm => Math.round(Number(fraction) * 1_000_000);

export const configurationNames = Object.keys(variables) as (keyof typeof variables)[];

export type { Config } from './variables.ts';

const schema = z.object(variables);

/** Says that the configuration does not hold together: every fault at once, each naming its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

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

/** Lists variables of other versions or of the original design that are accepted and have no effect here, for one warning. */
export const unusedVariables = (config: Config): readonly string[] =>
  config.REDIS_URL === undefined ? [] : ['REDIS_URL'];

/** Gives tax rates as parts per million. */
export const taxRates = (config: Config): Readonly<Record<string, RatePpm>> =>
  Object.fromEntries(Object.entries(config.TAX_RATES).map(([name, fraction]) => [name, rate(fraction)]));
