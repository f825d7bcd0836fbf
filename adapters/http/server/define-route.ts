import { z } from 'zod';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import { answerWith, type Existing } from './answer.ts';
import { parse } from './parse.ts';
import type {
  Answer,
  Caller,
  Content,
  Live,
  OpenRoute,
  RawInput,
  ReadRoute,
  StreamRoute,
  TextRoute,
  Viewer,
  WebhookRoute,
  WriteRoute,
} from './route.ts';
import { created, ok } from './status-codes.ts';

const received = z.object({ received: z.literal(true) }).meta({ id: 'Received' });

/** Describes the schema of a part that must be empty. */
export const nothing = z.strictObject({});

type Spec<Route, Handled extends keyof Route> = Omit<Route, 'kind' | 'status' | 'run' | 'prepare' | Handled>;

/** Defines a route without a token. */
export const open = <Data extends z.ZodType>(
  spec: Spec<OpenRoute, 'response'> & {
    readonly response: Data;
    readonly handle: () => Promise<Answer<z.input<Data>>>;
  },
): OpenRoute => {
  const { handle, ...description } = spec;
  return { ...description, kind: 'open', status: ok, run: handle };
};

/** Defines a page of text without a token. */
export const text = (spec: Omit<TextRoute, 'kind'>): TextRoute => ({ ...spec, kind: 'text' });

type Read<Params extends z.ZodObject, Query extends z.ZodObject, Result> = (
  input: { readonly params: z.output<Params>; readonly query: z.output<Query> },
  viewer: Viewer,
) => Promise<Result>;

/** Defines a route that changes nothing: JSON, and by Accept in the other forms that it has. */
export const read = <Params extends z.ZodObject, Query extends z.ZodObject, Data extends z.ZodType>(
  spec: Spec<ReadRoute, 'params' | 'query' | 'response' | 'alternatives'> & {
    readonly params: Params;
    readonly query: Query;
    readonly response: Data;
    readonly handle: Read<Params, Query, Answer<z.input<Data>>>;
    readonly alternatives?: readonly {
      readonly contentType: string;
      readonly handle: Read<Params, Query, Content>;
    }[];
  },
): ReadRoute => {
  const { handle, alternatives = [], ...description } = spec;
  const parsing =
    <Result>(handler: Read<Params, Query, Result>) =>
    (raw: RawInput, viewer: Viewer): Promise<Result> => {
      const params = parse(spec.params, raw.params, 'path');
      return handler({ params, query: parse(spec.query, raw.query, 'query') }, viewer);
    };
  return {
    ...description,
    kind: 'read',
    status: ok,
    run: parsing(handle),
    alternatives: alternatives.map(({ contentType, handle: other }) => ({ contentType, run: parsing(other) })),
  };
};

interface WriteSpec<Params extends z.ZodObject, Body extends z.ZodType, Data extends z.ZodType> extends Spec<
  WriteRoute,
  'params' | 'body' | 'response'
> {
  readonly params: Params;
  readonly body: Body;
  readonly response: Data;
  readonly handle: (
    input: { readonly params: z.output<Params>; readonly body: z.output<Body> },
    caller: Caller,
  ) => Promise<Answer<z.input<Data>>>;
}

const writing =
  (status: WriteRoute['status']) =>
  <Params extends z.ZodObject, Body extends z.ZodType, Data extends z.ZodType>(
    spec: WriteSpec<Params, Body, Data>,
  ): WriteRoute => {
    const { handle, ...description } = spec;
    return {
      ...description,
      kind: 'write',
      status,
      prepare: (raw) => {
        parse(nothing, raw.query, 'query');
        const params = parse(spec.params, raw.params, 'path');
        const body = parse(spec.body, raw.body, 'body');
        return (caller) => handle({ params, body }, caller);
      },
    };
  };

/** Defines a route that changes something which exists. */
export const change = writing(ok);

/** Defines a route that makes something new. */
export const create = writing(created);

interface CommandSpec<Params extends z.ZodObject, Body extends z.ZodType, Data extends z.ZodType, State> extends Omit<
  WriteSpec<Params, Body, Data>,
  'handle'
> {
  readonly decide: (
    input: { readonly params: z.output<Params>; readonly body: z.output<Body> },
    caller: Caller,
  ) => Outcome<State> | Promise<Outcome<State>>;
  readonly show: (state: Existing<State>, version: number, caller: Caller) => z.input<Data>;
}

const commanding =
  (write: typeof change) =>
  <Params extends z.ZodObject, Body extends z.ZodType, Data extends z.ZodType, State extends { exists: boolean }>(
    spec: CommandSpec<Params, Body, Data, State>,
  ): WriteRoute => {
    const { decide, show, ...description } = spec;
    return write<Params, Body, Data>({
      ...description,
      handle: async (input, caller) =>
        answerWith(decide(input, caller), (state, version) => show(state, version, caller)),
    });
  };

/** Defines a route that gives a command to something which exists, and answers its new state and version. */
export const changeBy = commanding(change);

/** Defines a route that makes something new by a command, and answers its state and version. */
export const createBy = commanding(create);

/** Defines a route that senders call of their own accord, and prove who they are by signing what they send. */
export const webhook = <Params extends z.ZodObject>(
  spec: Spec<WebhookRoute, 'params' | 'response'> & {
    readonly params: Params;
    readonly handle: (params: z.output<Params>, delivery: WebhookDelivery) => Promise<WebhookReceipt>;
  },
): WebhookRoute => {
  const { handle, ...description } = spec;
  return {
    ...description,
    kind: 'webhook',
    status: ok,
    response: received,
    run: (params, delivery) => handle(parse(spec.params, params, 'path'), delivery),
  };
};

/** Defines a route that answers with something else than one envelope. */
export const stream = <Params extends z.ZodObject>(
  spec: Spec<StreamRoute, 'params'> & {
    readonly params: Params;
    readonly handle: (params: z.output<Params>, live: Live) => Promise<void>;
  },
): StreamRoute => {
  const { handle, ...description } = spec;
  return {
    ...description,
    kind: 'stream',
    run: (raw, live) => {
      parse(nothing, raw.query, 'query');
      return handle(parse(spec.params, raw.params, 'path'), live);
    },
  };
};
