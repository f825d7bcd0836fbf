import type { z } from 'zod';

type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON value of a body. */
export const jsonOf = (body: Uint8Array): Parsed<unknown> => {
  try {
    return { ok: true, value: JSON.parse(utf8.decode(body)) as unknown };
  } catch {
    return { ok: false, reason: 'it is not JSON in UTF-8' };
  }
};

/** The value as the schema reads it, or its first fault. Never repeats the value: it may be personal. */
export const matching = <Schema extends z.ZodType>(schema: Schema, value: unknown): Parsed<z.output<Schema>> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  return { ok: false, reason: `${where === '' ? 'the message' : where}: ${issue?.message ?? 'not valid'}` };
};
