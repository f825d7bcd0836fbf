import assert from 'node:assert/strict';
import type { Carrier } from '../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { CarrierBed } from './contract.ts';

/** What every carrier with OAuth must do. */
export const describeAccessTokens = (
  name: string,
  tokenPath: string,
  openBed: () => Promise<CarrierBed & { revokeTokens(): void }>,
): void => {
  describe(`access tokens of ${name}`, () => {
    let bed: CarrierBed & { revokeTokens(): void };
    let carrier: Carrier;
    beforeEach(async () => {
      bed = await openBed();
      carrier = bed.open();
    });
    afterEach(() => bed.server.close());

    const tokens = (): number => bed.server.paths().filter((path) => path === tokenPath).length;

    it('are asked for once by however many need one', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => carrier.track(`N${index}`)));
      assert.equal(tokens(), 1);
    });

    it('are kept until shortly before their end', async () => {
      await carrier.track('N1');
      bed.clock.advance(53);
      await carrier.track('N1');
      assert.equal(tokens(), 1);
      bed.clock.advance(2);
      await carrier.track('N1');
      assert.equal(tokens(), 2);
    });

    it('are renewed once when they are refused', async () => {
      await carrier.track('N1');
      bed.revokeTokens();
      assert.deepEqual(await Promise.all([carrier.track('N1'), carrier.track('N2')]), [[], []]);
      assert.equal(tokens(), 2);
    });

    it('that are refused for ever mean that the carrier is not there', async () => {
      bed.server.fail('track', 401, 401);
      await assert.rejects(carrier.track('N1'), ServiceUnavailableError);
      assert.equal(tokens(), 2);
    });

    it('that do not come can come later', async () => {
      bed.server.fail(tokenPath, 500, 500, 500);
      await assert.rejects(carrier.track('N1'), ServiceUnavailableError);
      assert.deepEqual(await carrier.track('N1'), []);
    });
  });
};
