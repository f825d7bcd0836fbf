import assert from 'node:assert/strict';
import { send } from '../../../application/commands/handlers.ts';
import type { PosCommand } from '../../../domain/pos/commands.ts';
import { offlineSale, offlineVoid, takeBack } from '../../domain/pos/transactions.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryTaxAuthority } from '../../support/in-memory-tax-authority.ts';
import { documentsFixture, eventOf, shortly } from './documents-fixture.ts';

const comercial = { taxId: '20100070970', legalName: 'Comercial SAC' };

const tillFixture = () => {
  const fixture = documentsFixture({ authority: new InMemoryTaxAuthority() });
  const pos = async (command: PosCommand): Promise<void> => {
    const context = contextFor(`till-${fixture.log.all().length}`);
    const { handled } = await send(fixture.handlers, context, { aggregate: 'pos', id: 'pos-1', command });
    assert.ok(handled.ok, JSON.stringify(handled));
    await fixture.deliver();
  };
  return { ...fixture, pos };
};

describe('documents of a till', () => {
  it('are a receipt for a sale, in the money that it was paid with', async () => {
    const fixture = tillFixture();
    await fixture.pos(offlineSale());
    const documents = await fixture.documents('pos-1');
    assert.deepEqual(shortly(documents), [['receipt', 'B001', 1, 'accepted', 9990]]);
    const [receipt] = documents;
    assert.equal(receipt?.causeId, eventOf(fixture.log, 'PosTransactionCompleted').id);
    assert.deepEqual(
      [receipt.content.orderNumber, receipt.content.payment, receipt.content.personal],
      ['POS-POS-1', { method: 'cash', terms: 'immediate' }, { receiver: null }],
    );
  });

  it('are an invoice for whoever names a tax payer', async () => {
    const fixture = tillFixture();
    await fixture.pos({ ...offlineSale(), personal: { taxReceiver: comercial } });
    const [invoice] = await fixture.documents('pos-1');
    assert.deepEqual(invoice && shortly([invoice]), [['invoice', 'F001', 1, 'accepted', 9990]]);
    assert.deepEqual(invoice?.content.personal, { receiver: comercial });
  });

  it('are undone by a note when the sale is voided, whichever of the two was told first', async () => {
    for (const story of [
      [offlineSale(), offlineVoid],
      [offlineVoid, offlineSale()],
    ]) {
      const fixture = tillFixture();
      for (const command of story) await fixture.pos(command);
      const documents = await fixture.documents('pos-1');
      assert.deepEqual(shortly(documents), [
        ['receipt', 'B001', 1, 'accepted', 9990],
        ['credit_note', 'BC01', 1, 'accepted', 9990],
      ]);
      assert.equal(documents[1]?.content.noteReason, 'cancellation');
    }
  });

  it('are notes for goods that come back, which add up to the receipt', async () => {
    const fixture = tillFixture();
    await fixture.pos(offlineSale());
    await fixture.pos(takeBack({ L1: 300 }, 'cash', 'r-1'));
    await fixture.pos(takeBack({ L1: 700 }, 'card_local', 'r-2'));
    const documents = await fixture.documents('pos-1');
    assert.deepEqual(shortly(documents), [
      ['receipt', 'B001', 1, 'accepted', 9990],
      ['credit_note', 'BC01', 1, 'accepted', 2997],
      ['credit_note', 'BC01', 2, 'accepted', 6993],
    ]);
  });

  it('are the same ones when the events come again', async () => {
    const fixture = tillFixture();
    await fixture.pos(offlineSale());
    await fixture.pos(offlineVoid);
    for (const event of fixture.log.all()) await fixture.handle(event);
    assert.equal((await fixture.documents('pos-1')).length, 2);
  });
});
