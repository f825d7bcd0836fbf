import assert from 'node:assert/strict';
import type { Carrier } from '../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { CarrierFixture } from './contract.ts';

/** What every carrier with OAuth must do. */
export const describeAccessTokens = (
  name: string,
  tokenPath: string,
  openFixture: () => Promise<CarrierFixture & { revokeTokens(): void }>,
): void => {
  describe(`access tokens of ${name}`, () => {
    let fixture: CarrierFixture & { revokeTokens(): void };
    let carrier: Carrier;
    beforeEach(async () => {
      fixture = await openFixture();
      carrier = fixture.open();
    });
    afterEach(() => fixture.server.close());

    const tokens = (): number => fixture.server.paths().filter((path) => path === tokenPath).length;

    it('are asked for once by however many need one', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => carrier.track(`N${index}`)));
      assert.equal(tokens(), 1);
    });

    it('are kept until shortly before their end', async () => {
      await carrier.track('N1');
      fixture.clock.advance(53);
      await carrier.track('N1');
      assert.equal(tokens(), 1);
      fixture.clock.advance(2);
      await carrier.track('N1');
      assert.equal(tokens(), 2);
    });

    it('are renewed once when they are refused', async () => {
      await carrier.track('N1');
      fixture.revokeTokens();
      assert.deepEqual(await Promise.all([carrier.track('N1'), carrier.track('N2')]), [[], []]);
      assert.equal(tokens(), 2);
    });

    it('that are refused for ever mean that the carrier is not there', async () => {
      fixture.server.fail('track', 401, 401);
      await assert.rejects(carrier.track('N1'), ServiceUnavailableError);
      assert.equal(tokens(), 2);
    });

    it('that do not come can come later', async () => {
      fixture.server.fail(tokenPath, 500, 500, 500);
      await assert.rejects(carrier.track('N1'), ServiceUnavailableError);
      assert.deepEqual(await carrier.track('N1'), []);
    });
  });
};
