import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { HttpTest } from '../../../support/http.ts';

const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

describe('the OpenAPI document', () => {
  let http: HttpTest;
  let document: z.infer<typeof documentSchema>;
  before(async () => {
    http = await new HttpTest().listen();
    document = documentSchema.parse(JSON.parse((await http.request('GET', '/openapi.json')).text));
  });
  after(() => http.close());

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    assert.ok(valid, JSON.stringify(errors));
  });

  it('refers to nothing that is not there', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    assert.deepEqual(
      names.filter((name) => !(name in document.components.schemas)),
      [],
    );
    assert.equal(/"\$ref":"#\/(?!components)/.test(JSON.stringify(document)), false);
  });

  it('has every route, each under a name of its own', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.deepEqual(documented.sort(), http.routes.map(({ method, path }) => `${method} ${path}`).sort());
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has no route that does not answer', async () => {
    for (const { method, path } of http.routes) {
      const { status, text } = await http.request(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'nope'));
      assert.ok(!text.includes('route_not_found'), path);
      assert.ok(status < 500 && status !== 405, `${method} ${path}: ${status}`);
    }
  });

  it('is readable in a browser, with nothing from elsewhere', async () => {
    const page = await http.request('GET', '/docs');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self';/);
    assert.equal(/<script>|https?:/.test(page.text), false);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    assert.equal(assets.length, 4);
    for (const path of assets) assert.equal((await http.request('GET', path)).status, 200, path);
    assert.equal((await http.request('GET', '/docs/package.json')).status, 404);
  });
});
