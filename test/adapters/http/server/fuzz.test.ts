import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../../../../adapters/http/server/route.ts';
import { HttpTest, tokenOf } from '../../../support/http.ts';
import { inMemoryReadSide } from '../support/in-memory-read-side.ts';
import type { Shop } from '../support/shop.ts';
import { arbitraryOf, spoiled } from '../support/arbitrary-of-schema.ts';
import { filledCart, placedOrder, requestedReturn, takeTo } from '../support/journeys.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 400);

const printable = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength });

const headers = fc.record(
  {
    'idempotency-key': fc.oneof(printable(300), fc.constantFrom('k1', 'k2')),
    'if-match': fc.oneof(printable(20), fc.constantFrom('"1"', '"2"', '"7"')),
    'content-type': fc.oneof(
      { weight: 9, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: printable(40) },
    ),
    'x-request-id': printable(200),
    'last-event-id': printable(20),
    authorization: fc.oneof(
      { weight: 4, arbitrary: fc.constant(tokenOf('order.admin', 'boss').authorization!) },
      { weight: 2, arbitrary: fc.constant(tokenOf('order.customer', 'ann').authorization!) },
      { weight: 1, arbitrary: printable(60) },
    ),
  },
  { requiredKeys: [] },
);

const bodyOf = (route: Route): fc.Arbitrary<string | undefined> => {
  if (route.kind !== 'write') return fc.constant(undefined);
  const { $defs = {}, ...schema } = z.toJSONSchema(route.body, { io: 'input' });
  const good = arbitraryOf(schema, $defs);
  return fc.oneof(
    { weight: 4, arbitrary: good.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: spoiled(good).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
};

const segment = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }).map((text) => encodeURIComponent(text)),
  fc.constantFrom('%00', '%E0%A4%A', '%2F', 'x'.repeat(200), '__proto__', '%ff'),
);

const queryOf = (route: Route): fc.Arbitrary<string> => {
  const names = route.kind === 'read' ? Object.keys(route.query.shape) : [];
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1', '0', '-1', '2026-11-23T15:00:00Z', 'pending'),
  );
  const pair = fc.tuple(fc.constantFrom('odd', ...names), value);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.array(pair, { maxLength: 3 }).map((pairs) => `?${new URLSearchParams(pairs).toString()}`),
    },
  );
};

const requestTo = (route: Route, things: Readonly<Record<string, string>>) => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const one = (name: string) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(things[name]!) }, { weight: 1, arbitrary: segment });
  const path = fc
    .tuple(...names.map(one))
    .map((segments) => segments.reduce((path, value) => path.replace(/\{\w+\}/, () => value), route.path));
  const method = route.kind === 'stream' ? 'HEAD' : route.method.toUpperCase();
  return fc.record({ method: fc.constant(method), path, query: queryOf(route), headers, body: bodyOf(route) });
};

describe('fuzzing the HTTP routes', () => {
  let http: HttpTest;
  let things: Readonly<Record<string, string>>;
  before(async () => {
    // Versions that nobody writes need not be waited for.
    const readSide = ({ store }: Shop) => ({
      ...inMemoryReadSide(store),
      waitForVersion: () => Promise.resolve(false),
    });
    http = await new HttpTest((shop) => ({ readSide: readSide(shop) })).listen();
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    await takeTo(http, orderId, 'delivered');
    things = {
      cart_id: await filledCart(http, { customer_id: 'ann' }),
      item_id: 'L1',
      code: 'WELCOME',
      order_id: orderId,
      document_id: `${orderId}.D1`,
      payment_id: `${orderId}.P1`,
      task_id: `${orderId}.F1`,
      shipment_id: `${orderId}.S1`,
      return_id: await requestedReturn(http, orderId),
    };
  });
  after(() => http.close());

  it('never makes one of them fail, and refusals write nothing', async () => {
    const requests = fc.oneof(...http.routes.map((route) => requestTo(route, things)));
    await fc.assert(
      fc.asyncProperty(requests, async ({ method, path, query, headers: given, body }) => {
        const events = http.shop.store.all().length;
        const target = `${path}${query}`;
        const answer = await http.request(method, target, { headers: given, ...(body !== undefined && { body }) });
        assert.ok(answer.status < 500, `${method} ${target}: ${answer.status} ${answer.text}`);
        if (answer.status >= 400) assert.equal(http.shop.store.all().length, events);
      }),
      { numRuns: runs },
    );
  }).timeout(20_000 + runs * 100);
});
