import assert from 'node:assert/strict';
import { PublicationLog } from '../../../application/publishing/publication-log.ts';

const publication = (messageId: string, organizationId = 'demo') => ({
  routingKey: 'order.created',
  messageId,
  body: '{}',
  headers: { organization_id: organizationId },
});

const idsOf = (log: PublicationLog, after: number, limit = 100, organizationId = 'demo') =>
  log.list(organizationId, after, limit).map(({ sequence, messageId }) => [sequence, messageId]);

describe('the publication log', () => {
  it('lists an organisation’s publications from where one stopped reading', async () => {
    const log = new PublicationLog();
    await log.publish([publication('a'), publication('b', 'other'), publication('c')]);
    await log.publish([publication('d')]);
    assert.deepEqual(idsOf(log, 0), [
      [1, 'a'],
      [3, 'c'],
      [4, 'd'],
    ]);
    assert.deepEqual(idsOf(log, 1, 1), [[3, 'c']]);
    assert.deepEqual(idsOf(log, 4), []);
    assert.deepEqual(idsOf(log, 0, 100, 'other'), [[2, 'b']]);
  });

  it('keeps the last ones, however many came', async () => {
    const log = new PublicationLog(3);
    for (let n = 1; n <= 50; n += 1) {
      await log.publish([publication(`m${n}`)]);
      assert.deepEqual(
        idsOf(log, 0).map(([sequence]) => sequence),
        [n - 2, n - 1, n].filter((sequence) => sequence > 0),
      );
    }
  });
});
