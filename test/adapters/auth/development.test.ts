import assert from 'node:assert/strict';
import { developmentAuthenticator } from '../../../adapters/auth/development.ts';

describe('the development identity', () => {
  it('is the administrator of demo for whoever shows no token', async () => {
    assert.deepEqual(await developmentAuthenticator.authenticate(undefined), {
      organizationId: 'demo',
      subject: 'developer',
      role: 'order.admin',
    });
  });

  for (const authorization of ['', 'Bearer', 'Bearer a.b.c', 'Basic YTpi']) {
    it(`is nobody for ${JSON.stringify(authorization)}`, async () => {
      assert.equal(await developmentAuthenticator.authenticate(authorization), undefined);
    });
  }
});
