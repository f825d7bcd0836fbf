import assert from 'node:assert/strict';
import { withDatabaseNamed } from '../../../adapters/postgres/reach.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('an error that a query let through', () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '08006', '53300', '57P01', '57014']) {
    it(`names the database as away for ${code}`, () => {
      const error = coded(code);
      const translated = withDatabaseNamed(error);
      assert.ok(translated instanceof ServiceUnavailableError);
      assert.deepEqual([translated.service, translated.cause], ['database', error]);
    });
  }

  it('stays as it was if it says nothing of the kind', () => {
    for (const error of [
      coded('23505'),
      new TypeError('a bug'),
      new ServiceUnavailableError('catalog'),
      'text',
      null,
    ]) {
      assert.equal(withDatabaseNamed(error), error);
    }
  });
});
