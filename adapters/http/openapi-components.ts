import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Schemas with a name end up once in `components`; the others where they are used. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** What goes over the wire, as JSON Schema: `input` of requests, `output` of answers. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Wrapped, because a schema's own name only counts where something refers to it.
    const wrapped = z.toJSONSchema(z.object({ it: schema }), { io });
    const text = JSON.stringify(wrapped).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $defs, properties } = JSON.parse(text) as JsonSchema;
    Object.assign(this.schemas, $defs);
    return properties?.it as JsonSchema;
  }
}
