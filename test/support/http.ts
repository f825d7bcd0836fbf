import assert from 'node:assert/strict';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { allRoutes } from '../../adapters/http/api/all.ts';
import type { HttpDependencies } from '../../adapters/http/server/dependencies.ts';
import type { Route } from '../../adapters/http/server/route.ts';
import { createHttpServer, type HttpServer } from '../../adapters/http/server/server.ts';
import { withDatabaseNamed } from '../../adapters/postgres/reach.ts';
import { createHistory } from '../../application/history/history.ts';
import type { IdempotencyKeys, KeptAnswer } from '../../application/ports/idempotency-keys.ts';
import { roles, type Authenticator } from '../../application/ports/identity.ts';
import { inMemoryReadSide } from '../adapters/http/support/in-memory-read-side.ts';
import { ironmonger, openShop, type Shop } from '../adapters/http/support/shop.ts';
import { FixedClock } from './clock.ts';
import { countedId } from './counting-ids.ts';
import { customersOf } from './port-doubles.ts';

/** `Bearer <role> <subject> <organisation>` is who it says; without it, the administrator of `demo`. */
export const trusting: Authenticator = {
  authenticate: (authorization = 'Bearer order.admin boss demo') => {
    const [scheme, name, subject, organizationId] = authorization.split(' ');
    const role = roles.find((each) => each === name);
    const isKnown = scheme === 'Bearer' && role !== undefined && subject !== undefined && organizationId !== undefined;
    return Promise.resolve(isKnown ? { role, subject, organizationId } : undefined);
  },
};

export const tokenOf = (role: string, subject: string, organizationId = 'demo'): Record<string, string> => ({
  authorization: `Bearer ${role} ${subject} ${organizationId}`,
});

/** Keeps answers for ever. */
export const memoryOfKeys = (): IdempotencyKeys => {
  const kept = new Map<string, KeptAnswer>();
  return {
    find: (organizationId, key) => Promise.resolve(kept.get(`${organizationId} ${key}`)),
    keep: (organizationId, key, answer) => {
      if (!kept.has(`${organizationId} ${key}`)) kept.set(`${organizationId} ${key}`, answer);
    },
  };
};

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, if it is JSON. */
  readonly json: {
    readonly status?: string;
    readonly data: unknown;
    readonly error: { readonly code: string; readonly message: string; readonly details: unknown };
  };
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const alive = (): Promise<void> => Promise.resolve();

/** Knows no sender. */
const nobody = () => Promise.resolve('unknown_sender' as const);

const pathOf = (url: string): string => new URL(url, 'http://x').pathname;

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

/** Asserts that an answer is as its route declares it. */
const conform = (routes: readonly Route[], method: string, path: string, { status, json }: TestAnswer): void => {
  if (json.status === 'error') {
    z.strictObject({
      status: z.literal('error'),
      error: z.strictObject({
        code: z.string().regex(/^[a-z_]+$/),
        message: z.string().min(1),
        details: z.looseObject({}),
      }),
    }).parse(json);
    return;
  }
  const route = routes.find((each) => each.method === method.toLowerCase() && matches(each.path, pathOf(path)));
  assert.ok(route !== undefined && 'response' in route, `${method} ${path} succeeded and is no route`);
  assert.equal(status, route.status);
  z.strictObject({ status: z.literal('success'), data: route.response }).parse(json);
};

const isJson = (headers: Headers): boolean => headers.get('content-type')?.startsWith('application/json') ?? false;

/** A listening server on a shop, whose every JSON answer is checked against the schema that its route declares. */
export class HttpTest {
  readonly shop: Shop;
  readonly clock = new FixedClock();
  readonly routes: readonly Route[];
  readonly #server: HttpServer;
  #url = '';

  constructor(changes: (shop: Shop) => Partial<HttpDependencies> = () => ({})) {
    this.shop = openShop();
    let ids = 0;
    const deps: HttpDependencies = {
      engine: this.shop.engine,
      history: createHistory(this.shop.store),
      readSide: inMemoryReadSide(this.shop.store),
      catalog: this.shop.catalog,
      customers: customersOf(ironmonger),
      clock: this.clock,
      webhooks: { payments: nobody, carriers: nobody },
      quoteRates: () => Promise.resolve([]),
      printer: { print: ({ documentId }) => Promise.resolve(`<!doctype html><title>${documentId}</title>`) },
      health: {
        database: [{ name: 'store', check: alive }],
        required: [{ name: 'catalog', check: alive }],
        integrations: [{ name: 'broker', check: alive }],
      },
      metrics: new Registry(),
      authenticator: trusting,
      idempotencyKeys: memoryOfKeys(),
      newId: () => countedId(++ids, 0xabc),
      translateError: withDatabaseNamed,
      logger: pino({ level: 'silent' }),
      ...changes(this.shop),
    };
    this.routes = allRoutes(deps);
    this.#server = createHttpServer(deps);
  }

  get url(): string {
    return this.#url;
  }

  async listen(): Promise<this> {
    this.#url = `http://127.0.0.1:${await this.#server.listen(0, '127.0.0.1')}`;
    return this;
  }

  close(graceMs?: number): Promise<void> {
    return this.#server.close(graceMs);
  }

  /** Sends a request; a body that is no string goes as JSON. */
  async request(method: string, path: string, { body, headers }: RequestOptions = {}): Promise<TestAnswer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (isJson(response.headers) && text !== '' ? JSON.parse(text) : {}) as TestAnswer['json'];
    const answer = { status: response.status, headers: response.headers, text, json };
    if (json.status !== undefined) conform(this.routes, method, path, answer);
    return answer;
  }

  /** Sends a request that must succeed. @returns its data */
  async ok(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const answer = await this.request(method, `/api/v1${path}`, { headers, ...(body !== undefined && { body }) });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json.data;
  }

  /** Sends a request that must be refused. @returns its status and code */
  async refused(method: string, path: string, options: RequestOptions = {}): Promise<string> {
    const { status, json } = await this.request(method, path, options);
    assert.equal(json.status, 'error', `${method} ${path} was not refused but answered ${status}`);
    return `${status} ${json.error.code}`;
  }
}
