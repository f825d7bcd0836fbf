import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Permission } from '../../../application/access/permissions.ts';
import type { CommandContext } from '../../../application/commands/context.ts';
import type { Identity } from '../../../application/ports/identity.ts';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import type { Rejection } from '../../../domain/shared/decider.ts';
import type { created, ok } from './status-codes.ts';

/** Describes a request's parts as they came, before any schema has seen them. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Says who reads, and what they may see. */
export interface Viewer {
  readonly organizationId: string;
  /** Set for an `order.customer`: only their own things exist for them. */
  readonly onlyCustomerId: string | undefined;
}

/** Says who writes. */
export interface Caller {
  readonly identity: Identity;
  readonly context: CommandContext;
}

/** Says where a stream goes. */
export interface Live {
  readonly viewer: Viewer;
  readonly response: ServerResponse;
  /** To be sent with the answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly lastEventId: string | undefined;
  /** Aborted when the client goes away or the server closes. */
  readonly signal: AbortSignal;
}

/** Holds what a handler answers: data in the shape of the route's `response`, or the domain's refusal. */
export type Answer<Data = unknown> =
  | {
      readonly ok: true;
      readonly data: Data;
      /** Is the aggregate's version: becomes the ETag. */
      readonly version?: number;
    }
  | { readonly ok: false; readonly rejection: Rejection };

/** Holds what every route says of itself: routing, authorisation, validation and OpenAPI all come from it. */
interface Description {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
}

/** Answers JSON without a token: health. */
export interface OpenRoute extends Description {
  readonly kind: 'open';
  readonly response: z.ZodType;
  readonly status: typeof ok;
  readonly run: () => Promise<Answer>;
}

/** Answers a text without a token: metrics. */
export interface TextRoute extends Description {
  readonly kind: 'text';
  readonly contentType: string;
  readonly run: () => Promise<string>;
}

/** Describes a body that is no envelope: whole, or bit by bit. */
export interface Content {
  readonly body: string | AsyncIterable<string | Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Gives another form of what a read route answers, to clients that ask for it by Accept. */
export interface Alternative {
  readonly contentType: string;
  readonly run: (raw: RawInput, viewer: Viewer) => Promise<Content>;
}

export interface ReadRoute extends Description {
  readonly kind: 'read';
  readonly alternatives: readonly Alternative[];
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly permission: Permission;
  readonly response: z.ZodType;
  readonly status: typeof ok;
  readonly run: (raw: RawInput, viewer: Viewer) => Promise<Answer>;
}

export interface WriteRoute extends Description {
  readonly kind: 'write';
  readonly params: z.ZodObject;
  readonly body: z.ZodType;
  readonly permission: Permission;
  readonly response: z.ZodType;
  readonly status: typeof ok | typeof created;
  /** Validates at once (throws a Problem), and answers what does the work: once for each idempotency key. */
  readonly prepare: (raw: RawInput) => (caller: Caller) => Promise<Answer>;
}

/** Answers something else than an envelope, for as long as it likes. */
export interface StreamRoute extends Description {
  readonly kind: 'stream';
  readonly params: z.ZodObject;
  readonly permission: Permission;
  readonly contentType: string;
  readonly run: (raw: RawInput, live: Live) => Promise<void>;
}

/** Takes a message as it came, from the party that signed it: no token, no schema, no idempotency key of ours. */
export interface WebhookRoute extends Description {
  readonly kind: 'webhook';
  readonly params: z.ZodObject;
  readonly response: z.ZodType;
  readonly status: typeof ok;
  readonly run: (params: unknown, delivery: WebhookDelivery) => Promise<WebhookReceipt>;
}

export type Route = OpenRoute | TextRoute | ReadRoute | WriteRoute | StreamRoute | WebhookRoute;
