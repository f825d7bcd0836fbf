import type { z } from 'zod';
import { problem } from './problem.ts';

const maximumIssues = 10;

/** Gives what is wrong and where, as the caller wrote it. Never repeats the value: it may be personal or a card number. */
const issuesOf = (error: z.core.$ZodError): readonly { path: string; message: string }[] =>
  error.issues
    .slice(0, maximumIssues)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));

/**
 * Reads a part of a request by its schema.
 * @throws Problem `validation_failed` naming at most ten faults
 */
export const parse = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: 'path' | 'query' | 'body',
): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const first = issues[0];
  const where = first === undefined || first.path === '' ? part : `${part} at ${first.path}`;
  throw problem('validation_failed', `correct the ${where}: ${first?.message ?? 'it is not valid'}`, {
    in: part,
    issues,
  });
};
