import { invalidRequest } from './intents.ts';

export type Form = ReadonlyMap<string, string>;

/** Reads a form body; parameters that the call does not know are refused, as Stripe does. */
export const readForm = (body: string, known: readonly RegExp[]): Form => {
  const form = new Map(new URLSearchParams(body));
  for (const name of form.keys()) {
    if (!known.some((pattern) => pattern.test(name))) throw invalidRequest('parameter_unknown', `unknown: ${name}`);
  }
  return form;
};

export const required = (form: Form, name: string): string => {
  const value = form.get(name);
  if (value === undefined || value === '')
    throw invalidRequest('parameter_missing', `Missing required param: ${name}.`);
  return value;
};

export const amountOf = (form: Form, name: string): number => {
  const value = required(form, name);
  if (!/^[1-9]\d{0,11}$/.test(value)) throw invalidRequest('parameter_invalid_integer', `Invalid integer: ${value}`);
  return Number(value);
};

/** `metadata[key]=value` */
export const metadataOf = (form: Form): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );
