import assert from 'node:assert/strict';
import { askVerdicts } from '../../../application/documents/poll-verdicts.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryTaxAuthority } from '../../support/in-memory-tax-authority.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { confirmed, documentEvents, documentsFixture, eventOf, foliosOf, shortly } from './documents-fixture.ts';

const peruvian = { taxId: ' 20100070970', legalName: 'Comercial SAC' };

describe('documents', () => {
  it('are a receipt for whoever names nobody: numbered, signed, sent, accepted', async () => {
    const authority = new InMemoryTaxAuthority();
    const fixture = documentsFixture({ authority });
    const orderId = await confirmed(fixture);
    await fixture.deliver();
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1, 'accepted', 2750]]);
    assert.deepEqual(
      (await documentEvents(fixture.log, orderId)).map(({ type }) => type),
      ['DocumentRequested', 'DocumentNumbered', 'DocumentSigned', 'DocumentAccepted'],
    );
    assert.deepEqual(authority.calls, { sign: 1, submit: 1, verdict: 0 });
    const cause = eventOf(fixture.log, 'OrderConfirmed');
    const [document] = await fixture.documents(orderId);
    assert.deepEqual(
      [document?.causeId, document?.content.issuedAt, document?.content.documentId],
      [cause.id, '2026-11-23T15:00:00.000Z', `${orderId}.D1`],
    );
  });

  it('are an invoice for whoever names a tax payer, whose id is as the authority writes it', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority() });
    const orderId = await confirmed(fixture, 'order', peruvian);
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['invoice', 'F001', 1, 'accepted', 2750]]);
    const [document] = await fixture.documents(orderId);
    assert.deepEqual(document?.content.personal, { receiver: { ...peruvian, taxId: '20100070970' } });
  });

  it('end with their number where nobody signs them', async () => {
    const fixture = documentsFixture();
    const orderId = await confirmed(fixture);
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'R', 1, 'numbered', 2750]]);
  });

  it('are changed by credit notes: goodwill, then the rest when the order is cancelled', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority() });
    const orderId = await confirmed(fixture);
    const goodwill = { amount: 250, method: 'original_payment', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('goodwill'), orderId, goodwill));
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));
    await fixture.deliver();
    const documents = await fixture.documents(orderId);
    assert.deepEqual(shortly(documents), [
      ['receipt', 'B001', 1, 'accepted', 2750],
      ['credit_note', 'BC01', 1, 'accepted', 250],
      ['credit_note', 'BC01', 2, 'accepted', 2500],
    ]);
    assert.deepEqual(
      documents.map(({ content }) => content.noteReason),
      [null, 'discount', 'cancellation'],
    );
  });

  it('are none of orders that died unpaid, nor of those that are documented elsewhere', async () => {
    const fixture = documentsFixture();
    const unpaid = await fixture.engine.orders.place(contextFor('unpaid'), {
      orderType: 'online',
      customerId: null,
      items: [{ variantId: 'v1', quantity: 2000 }],
      shippingMethod: 'standard',
      paymentMethod: 'cash',
    });
    const { orderId } = accepted(unpaid);
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));
    const line = { lineId: 'L1', variantId: 'v1', sku: 's', productName: 'P', quantity: 2000, unitPrice: 1000 };
    accepted(
      await fixture.engine.orders.record(contextFor('imported'), {
        orderId: 'imported',
        orderType: 'online',
        customerId: null,
        currency: 'USD',
        lines: [{ ...line, taxClass: 'standard', taxRate: 0 }],
        paymentMethod: 'external',
        externalReference: '536365',
      }),
    );
    const money = { method: 'external', methodId: null, amount: 2000, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.pay(contextFor('paid'), 'imported', money));
    await fixture.deliver();
    assert.deepEqual(foliosOf(fixture.log, 'R'), []);
  });

  it('that the authority refuses are on record, hold nothing up, and are changed by no note', async () => {
    const authority = new InMemoryTaxAuthority();
    authority.refusing = 'receipt';
    const fixture = documentsFixture({ authority });
    const orderId = await confirmed(fixture);
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1, 'rejected', 2750]]);
    assert.deepEqual(
      fixture.warnings.lines.map(({ fields }) => fields.code),
      ['document_rejected'],
    );
  });

  it('wait for an authority that is away, with their number', async () => {
    const authority = new InMemoryTaxAuthority();
    authority.away = true;
    const fixture = documentsFixture({ authority });
    const orderId = await confirmed(fixture);
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1, 'signed', 2750]]);
    authority.away = false;
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1, 'accepted', 2750]]);
    assert.deepEqual(authority.calls, { sign: 1, submit: 2, verdict: 0 });
  });

  it('are judged later where the authority takes its time', async () => {
    const authority = new InMemoryTaxAuthority();
    authority.pending = true;
    const fixture = documentsFixture({ authority });
    const orderId = await confirmed(fixture);
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [['receipt', 'B001', 1, 'submitted', 2750]]);

    const pending = {
      pendingVerdicts: () => Promise.resolve([{ organizationId: 'demo', documentId: `${orderId}.D1` }]),
    };
    const ask = () => askVerdicts({ ...fixture.issuing, pending }, new AbortController().signal);
    await ask();
    assert.deepEqual((await fixture.documents(orderId))[0]?.status, 'submitted');
    authority.away = true;
    await ask();
    assert.equal(fixture.warnings.lines.at(-1)?.message, 'a verdict waits');
    [authority.away, authority.pending] = [false, false];
    await ask();
    await ask();
    assert.deepEqual((await fixture.documents(orderId))[0]?.status, 'accepted');
    assert.deepEqual(authority.calls, { sign: 1, submit: 1, verdict: 3 });
  });

  it('are changed by notes only once the authority has named them, where notes name them so', async () => {
    const authority = new InMemoryTaxAuthority('MX');
    authority.pending = true;
    const fixture = documentsFixture({ authority });
    const orderId = await confirmed(fixture);
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    assert.equal((await fixture.documents(orderId)).length, 1);

    authority.pending = false;
    const pending = {
      pendingVerdicts: () => Promise.resolve([{ organizationId: 'demo', documentId: `${orderId}.D1` }]),
    };
    await askVerdicts({ ...fixture.issuing, pending }, new AbortController().signal);
    await fixture.deliver();
    const [, note] = await fixture.documents(orderId);
    assert.deepEqual(note?.content.reference?.authorityReference, 'R-A-1');
  });

  it('may be followed by a debit note that somebody asks for', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority() });
    const orderId = await confirmed(fixture);
    const charge = { amount: 550, currency: 'USD', reason: 'Gift wrap' } as const;
    const issue = (name: string, changes: Partial<{ amount: number; currency: 'USD' | 'PEN'; reason: string }> = {}) =>
      fixture.engine.documents.issueDebitNote(contextFor(name), orderId, { ...charge, ...changes });
    assert.equal(refused(await issue('early')).code, 'no_document_to_change');
    await fixture.deliver();
    assert.equal(refused(await issue('other money', { currency: 'PEN' })).code, 'currency_mismatch');
    assert.equal(refused(await issue('nothing', { amount: 0 })).code, 'invalid_amount');
    assert.equal(refused(await issue('card', { reason: '4111 1111 1111 1111' })).code, 'card_number_refused');
    const first = await issue('wrap');
    const again = await issue('wrap');
    assert.ok(first.ok && again.ok);
    assert.deepEqual([first.version, again.version, again.repeated], [5, 5, true]);
    await fixture.deliver();
    assert.deepEqual(shortly(await fixture.documents(orderId)), [
      ['receipt', 'B001', 1, 'accepted', 2750],
      ['debit_note', 'BD01', 1, 'accepted', 550],
    ]);
  });

  it('need their authority: without it the order is parked, and says why', async () => {
    const fixture = documentsFixture({ authority: new InMemoryTaxAuthority() });
    await confirmed(fixture);
    const nobody = documentsFixture({ log: fixture.log, authority: new InMemoryTaxAuthority('PE'), process: 1 });
    nobody.issuing.authorities.clear();
    await assert.rejects(nobody.deliver(), /documents of PE need their tax authority/);
  });
});
