import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newEvent, newEvents, type TestFixture } from './store-fixture.ts';

const tricky: unknown[] = [
  { text: 'ñandú 你好 🛒 \u0000 \u001f \u2028 \u2029 \ud800 "quoted" \\ / \b\f\n\r\t' },
  { numbers: [0, -1, 0.1, 125.5, 1e21, 5e-324, 9007199254740991, -9007199254740991, 1.7976931348623157e308] },
  { '': null, __proto: 1, 'key with spaces': true, ключ: [[], {}, [{}]] },
  [],
  'text only',
  null,
];

/** Values as events hold them: no integer-like keys (their order would change), no negative zero. */
const jsonData = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.stringify(value))
  .filter((text) => JSON.stringify(JSON.parse(text)) === text);

/** Reading streams back, and the head. */
export const readingContract = (fixture: TestFixture): void => {
  describe('read', () => {
    it('gives no events for a stream that does not exist', async () => {
      assert.deepEqual(await fixture.store.read(fixture.stream('none')), []);
      assert.deepEqual(await fixture.store.read(fixture.stream('none'), { from: 3, limit: 5 }), []);
    });

    it('gives back everything that was appended', async () => {
      const event = newEvent('{"b":1,"a":{"y":2,"x":[1,2]}}');
      const appended = await fixture.store.append(fixture.stream(), 0, [event]);
      assert.ok(appended.ok);
      assert.deepEqual(await fixture.store.read(fixture.stream()), [
        {
          id: event.id,
          stream: fixture.stream(),
          version: 1,
          position: appended.position,
          type: 'Tested',
          data: JSON.parse(event.data) as unknown,
          metadata: JSON.parse(event.metadata) as unknown,
        },
      ]);
    });

    it('pages by version and limit', async () => {
      await fixture.store.append(fixture.stream(), 0, newEvents(10));
      const page = async (from?: number, limit?: number) => {
        const events = await fixture.store.read(fixture.stream(), {
          ...(from === undefined ? {} : { from }),
          ...(limit === undefined ? {} : { limit }),
        });
        return events.map(({ version }) => version);
      };
      assert.deepEqual(await page(undefined, 3), [1, 2, 3]);
      assert.deepEqual(await page(4, 3), [4, 5, 6]);
      assert.deepEqual(await page(9, 5), [9, 10]);
      assert.deepEqual(await page(8), [8, 9, 10]);
      assert.deepEqual(await page(10, 1), [10]);
      assert.deepEqual(await page(11), []);
    });

    it('gives a stream of thousands whole and in order', async () => {
      for (let version = 0; version < 2_000; version += 500) {
        await fixture.store.append(fixture.stream(), version, newEvents(500));
      }
      const events = await fixture.store.read(fixture.stream());
      assert.deepEqual(
        events.map(({ version }) => version),
        Array.from({ length: 2_000 }, (_, index) => index + 1),
      );
    });

    it('keeps the text of JSON: what is parsed prints as it was written', async () => {
      const texts = tricky.map((value) => JSON.stringify(value));
      await fixture.store.append(
        fixture.stream(),
        0,
        texts.map((text) => newEvent(text)),
      );
      const events = await fixture.store.read(fixture.stream());
      assert.deepEqual(
        events.map(({ data }) => JSON.stringify(data)),
        texts,
      );
    });

    it('keeps the text of any JSON', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uuid(), fc.array(jsonData, { minLength: 1, maxLength: 20 }), async (id, texts) => {
          const events = texts.map((text) => newEvent(text));
          const { version } = await fixture.store.append(fixture.stream(id), 'any', events);
          const stored = await fixture.store.read(fixture.stream(id), { from: version - texts.length + 1 });
          assert.deepEqual(
            stored.map(({ data }) => JSON.stringify(data)),
            texts,
          );
        }),
        { numRuns: 20 },
      );
    });
  });

  describe('head', () => {
    it('is the position of the last event', async () => {
      const appended = await fixture.store.append(fixture.stream(), 0, newEvents(3));
      assert.ok(appended.ok);
      assert.equal(await fixture.store.head(), appended.position);
    });
  });

  it('answers a ping', async () => {
    await fixture.store.ping();
  });
};
