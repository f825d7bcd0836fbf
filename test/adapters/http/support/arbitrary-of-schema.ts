import fc from 'fast-check';
import { z } from 'zod';

const jsonSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
});

type Schema = z.infer<typeof jsonSchema>;
type Json = fc.JsonValue;

/** Texts that are good somewhere: formats are easier named than made. */
const known = [
  '1',
  '2',
  'L1',
  'GBP',
  'GB',
  'cash',
  'standard',
  'local',
  'WELCOME',
  '2026-11-23',
  '2026-11-23T15:00:00Z',
];

const textOf = ({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> => {
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) });
  const likely = fc.constantFrom(...known);
  if (pattern === undefined || pattern.includes('\\p') || pattern.includes('(?')) return fc.oneof(free, likely);
  return fc.oneof(fc.stringMatching(new RegExp(pattern)), likely);
};

const numbers = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 5000 }).map((value) => value / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Values that a JSON Schema mostly accepts, with `definitions` for what it refers to. */
export const arbitraryOf = (value: unknown, definitions: Readonly<Record<string, unknown>>): fc.Arbitrary<Json> => {
  const schema = jsonSchema.parse(value);
  const of = (part: unknown) => arbitraryOf(part, definitions);
  if (schema.$ref !== undefined) return of(definitions[schema.$ref.split('/').at(-1)!]);
  if (schema.enum !== undefined) return fc.constantFrom(...(schema.enum as Json[]));
  if (schema.const !== undefined) return fc.constant(schema.const);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map(of));
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [name, of(member)] as const);
      return fc.record(Object.fromEntries(members), { requiredKeys: schema.required ?? [] });
    }
    case 'array':
      return fc.array(of(schema.items), { minLength: 1, maxLength: 3 });
    case 'number':
    case 'integer':
      return numbers;
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue();
  }
};

/** A value with one of its members, at whatever depth, replaced, removed or added. */
export const spoiled = (good: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(good, fc.nat(), fc.jsonValue(), fc.constantFrom('replace', 'remove', 'add')).map(([value, at, odd, how]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return odd;
    if (how === 'add') return { ...value, [`odd${at}`]: odd };
    const names = Object.keys(value);
    const name = names[at % Math.max(names.length, 1)] ?? 'odd';
    const rest = Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
    return how === 'remove' ? rest : { ...rest, [name]: odd };
  });
