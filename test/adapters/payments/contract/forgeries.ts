import assert from 'node:assert/strict';
import type { News, SignedWebhook } from '../../../support/gateways/gateway-server.ts';
import { received, type GatewayFixture } from './gateway-fixture.ts';

const unverified = { ok: false, reason: 'unverified' };
const malformed = { ok: false, reason: 'malformed' };

export const forgeryContract = (fixture: GatewayFixture): void => {
  describe('forged webhooks', () => {
    const someNews = async (): Promise<News> => {
      await fixture.paid();
      const news = fixture.server.takeNews().at(-1);
      assert.ok(news !== undefined);
      return news;
    };
    /** Signed so many seconds from now. */
    const signed = (news: News, seconds = 0, secret?: string): SignedWebhook =>
      fixture.server.sign(news, {
        at: new Date(Date.parse(fixture.clock.now()) + seconds * 1000),
        ...(secret !== undefined && { secret }),
      });
    const read = (webhook: SignedWebhook) => fixture.gateway.readWebhook(received(webhook));

    it('are not confused with true ones', async () => {
      assert.equal((await read(signed(await someNews()))).ok, true);
    });

    it('signed by somebody else', async () => {
      assert.deepEqual(await read(signed(await someNews(), 0, 'another')), unverified);
    });

    it('signed too long ago, or ahead of time', async () => {
      const news = await someNews();
      assert.equal((await read(signed(news, -300))).ok, true);
      assert.deepEqual(await read(signed(news, -301)), unverified);
      assert.equal((await read(signed(news, 300))).ok, true);
      assert.deepEqual(await read(signed(news, 301)), unverified);
    });

    it('without one of the headers', async () => {
      const webhook = signed(await someNews());
      for (const name of Object.keys(webhook.headers).filter((each) => each !== 'content-type')) {
        const headers = Object.fromEntries(Object.entries(webhook.headers).filter(([each]) => each !== name));
        assert.deepEqual(await read({ ...webhook, headers }), unverified, name);
        assert.deepEqual(await read({ ...webhook, headers: { ...headers, [name]: '' } }), unverified, name);
        assert.deepEqual(await read({ ...webhook, headers: { ...headers, [name]: 'nonsense' } }), unverified, name);
      }
    });

    it('with any letter of the signature changed', async () => {
      const webhook = signed(await someNews());
      const name = Object.keys(webhook.headers).find((each) => /signature|-sig$/.test(each)) ?? '';
      const value = webhook.headers[name] ?? '';
      for (let index = 0; index < value.length; index += 7) {
        const letter = value[index] === '1' ? '2' : '1';
        const changed = `${value.slice(0, index)}${letter}${value.slice(index + 1)}`;
        if (value[index] !== '=') {
          assert.deepEqual(
            await read({ ...webhook, headers: { ...webhook.headers, [name]: changed } }),
            unverified,
            changed,
          );
        }
      }
    });

    it('with another body', async () => {
      const webhook = signed(await someNews());
      const text = Buffer.from(webhook.body).toString();
      const other = text.replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10));
      assert.deepEqual(await read({ ...webhook, body: Buffer.from(other) }), unverified);
    });

    it('that cannot be read, though they are signed', async () => {
      const news = await someNews();
      for (const body of ['not json', '[]', 'null', '{"id":7}', '{"id":"x","type":3}']) {
        assert.deepEqual(await read(signed({ ...news, body })), malformed, body);
      }
    });
  });
};
