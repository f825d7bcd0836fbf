import { z } from 'zod';
import type { Route } from './route.ts';
import { ok } from './status-codes.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Schemas with a name end up once in `components`; all without one where they are used. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** Gives what goes over the wire, as JSON Schema: `input` of requests, `output` of answers. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Wrapped, because a schema's own name only counts where something refers to it.
    const wrapped = z.toJSONSchema(z.object({ it: schema }), { io });
    const text = JSON.stringify(wrapped).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $defs, properties } = JSON.parse(text) as JsonSchema;
    Object.assign(this.schemas, $defs);
    return properties?.it as JsonSchema;
  }
}

type Json = Readonly<Record<string, unknown>>;

const failure = z
  .object({
    status: z.literal('error'),
    error: z.object({
      code: z.string().describe('Stable and machine-readable'),
      message: z.string().describe('What to do next'),
      details: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: 'Error' });

const header = (name: string, description: string, schema: Json): Json => ({ name, in: 'header', description, schema });

const writeHeaders = [
  header('Idempotency-Key', 'The same key and request: the first answer again. Kept for 24 hours.', {
    type: 'string',
    minLength: 1,
    maxLength: 255,
  }),
  header('If-Match', 'The version, in quotes, that the change is meant for: any other one is refused.', {
    type: 'string',
    pattern: '^"\\d+"$',
  }),
];

const streamHeaders = [
  header('Last-Event-ID', 'The version of the last event that was seen: the stream goes on after it.', {
    type: 'string',
    pattern: '^\\d+$',
  }),
];

const parameters = (
  components: Components,
  place: 'path' | 'query',
  { shape }: { readonly shape: Readonly<Record<string, z.ZodType>> },
): readonly Json[] =>
  Object.entries(shape).map(([name, member]) => ({
    name,
    in: place,
    required: member._zod.optin !== 'optional',
    schema: components.of(member, 'input'),
  }));

const parametersOf = (components: Components, route: Route): readonly Json[] => {
  switch (route.kind) {
    case 'open':
    case 'text':
      return [];
    case 'webhook':
      return parameters(components, 'path', route.params);
    case 'read':
      return [...parameters(components, 'path', route.params), ...parameters(components, 'query', route.query)];
    case 'write':
      return [...parameters(components, 'path', route.params), ...writeHeaders];
    case 'stream':
      return [...parameters(components, 'path', route.params), ...streamHeaders];
  }
};

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } });

/** Its shape is its sender's own. */
const signedMessage: Json = { required: true, content: { '*/*': { schema: {} } } };

const requestBodyOf = (components: Components, { body }: Extract<Route, { kind: 'write' }>): Json => ({
  required: !body.safeParse({}).success,
  content: jsonContent(components.of(body, 'input')),
});

const textContent = (contentType: string): Json => ({ [contentType]: { schema: { type: 'string' } } });

const successOf = (components: Components, route: Route): Json => {
  if (route.kind === 'stream' || route.kind === 'text') {
    return { [ok]: { description: 'Text', content: textContent(route.contentType) } };
  }
  const schema = components.of(z.object({ status: z.literal('success'), data: route.response }), 'output');
  const alternatives = route.kind === 'read' ? route.alternatives : [];
  const contents = [jsonContent(schema), ...alternatives.map(({ contentType }) => textContent(contentType))];
  return { [route.status]: { description: 'Done', content: Object.assign({}, ...contents) as Json } };
};

const operation = (components: Components, route: Route): Json => ({
  tags: [route.tag],
  summary: route.summary,
  operationId:
    `${route.method}${route.path.replaceAll(/[^a-zA-Z]+(\w)/g, (_all, next: string) => next.toUpperCase())}`.replaceAll(
      /\W/g,
      '',
    ),
  parameters: parametersOf(components, route),
  ...(route.kind === 'write' && { requestBody: requestBodyOf(components, route) }),
  ...(route.kind === 'webhook' && { requestBody: signedMessage }),
  responses: {
    ...successOf(components, route),
    default: { description: 'Refused: see `code`', content: jsonContent(components.of(failure, 'output')) },
  },
  ...('permission' in route ? { 'x-permission': route.permission } : { security: [] }),
});

/** Makes the OpenAPI 3.1 document out of the schemas that validate. */
export const openApi = (routes: readonly Route[]): Json => {
  const components = new Components();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(components, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Comanda',
      version: '1.0.0',
      description: 'Carts, orders, payments, fulfilment, shipments and returns, with their whole history.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
};
