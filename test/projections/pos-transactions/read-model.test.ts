import assert from 'node:assert/strict';
import { sale, soldAndVoided } from '../../domain/processes/sales.ts';
import { describeReadModel } from '../support/describe-read-model.ts';

const { transactionId } = sale().data;
const sample = { name: 'pos-transactions', category: 'pos', id: transactionId, events: soldAndVoided() } as const;

describeReadModel('the read model of transactions at tills', sample, (model) => {
  it('shows a void whose sale has not arrived to no one, and both once it has', async () => {
    const voided = soldAndVoided().filter(({ type }) => type === 'PosTransactionVoided');
    await model.add(transactionId, ...voided);
    await model.project();
    assert.equal(await model.reads.getTransaction('demo', transactionId), undefined);
    assert.deepEqual((await model.reads.listTransactions('demo', {}, { limit: 10 })).items, []);

    await model.clear();
    await model.add(transactionId, ...soldAndVoided());
    await model.project();
    const found = await model.reads.getTransaction('demo', transactionId);
    assert.deepEqual([found?.status, found?.version], ['voided', soldAndVoided().length]);
    assert.deepEqual((await model.reads.listTransactions('demo', { status: 'voided' }, { limit: 10 })).items, [found]);
  });
});
