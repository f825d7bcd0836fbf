import assert from 'node:assert/strict';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import type { JournalEntry } from '../../../projections/journal/view.ts';
import type { Cursor } from '../../../projections/paging/queries.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { documentsOf, entriesOf, taxedQuote } from '../support/journal.ts';
import { history, place, placedAt } from '../support/orders.ts';

const at = (minutes: number): string => `2026-03-01T12:${String(minutes).padStart(2, '0')}:00.000Z`;

const start = (
  method: string,
  settlement: 'immediate' | 'gateway' | 'terms',
  amount = 2750,
  paymentId = 'o1.P1',
): OrderCommand => ({ type: 'StartPayment', paymentId, method, settlement, amount, reference: null, at: at(1) });

const captured = (minutes: number, amount = 2750): OrderCommand => ({
  type: 'RecordPaymentCaptured',
  paymentId: 'o1.P1',
  captured: amount,
  at: at(minutes),
});

const refund = (amount: number, method: 'original_payment' | 'store_credit' | 'cash'): OrderCommand => ({
  type: 'RequestRefund',
  refundId: 'R1',
  amount,
  method,
  cause: 'goodwill',
  returnId: null,
  at: at(5),
});

const order = (changes: Partial<PlaceOrder>, ...commands: readonly OrderCommand[]): readonly OrderEvent[] =>
  history(place('o1', { quote: taxedQuote(), ...changes }), ...commands);

/** An entry in one line: `payment o1.P1: cash 2750, receivable -2750`. */
const shortOf = ({ description, lines }: JournalEntry): string =>
  `${description}: ${lines.map(({ account, debit, credit }) => `${account} ${debit - credit}`).join(', ')}`;

const ofOrder = (...commands: readonly OrderCommand[]): readonly string[] =>
  entriesOf(order({}, ...commands)).map(shortOf);

describe('journal entries', () => {
  it('put the money of each tender where it is', () => {
    const accounts = [
      ['cash', 'immediate', 'cash'],
      ['card_local', 'immediate', 'card_terminal'],
      ['external', 'immediate', 'external'],
      ['stripe', 'gateway', 'gateway:stripe'],
      ['store_credit', 'gateway', 'store_credit_liability'],
      ['credit_terms', 'terms', 'external'],
    ] as const;
    for (const [method, settlement, account] of accounts) {
      const news = settlement === 'immediate' ? [] : [captured(2)];
      assert.deepEqual(ofOrder(start(method, settlement), ...news), [
        `payment o1.P1: ${account} 2750, receivable -2750`,
      ]);
    }
  });

  it('wait for money that is only promised, and come with each part of it', () => {
    assert.deepEqual(ofOrder(start('credit_terms', 'terms')), []);
    assert.deepEqual(ofOrder(start('stripe', 'gateway'), captured(2, 1000), captured(3)), [
      'payment o1.P1: gateway:stripe 1000, receivable -1000',
      'payment o1.P1: gateway:stripe 1750, receivable -1750',
    ]);
  });

  it('take refunds from where they are paid, once they have succeeded', () => {
    const paid = [start('stripe', 'gateway'), captured(2)];
    const succeeded: OrderCommand = { type: 'RecordRefundSucceeded', refundId: 'R1', at: at(6) };
    assert.equal(ofOrder(...paid, refund(100, 'original_payment')).length, 1);
    const cases = [
      [[refund(100, 'original_payment'), succeeded], 'gateway:stripe'],
      [[refund(100, 'cash')], 'cash'],
      [[refund(100, 'store_credit')], 'store_credit_liability'],
    ] as const;
    for (const [commands, account] of cases) {
      assert.deepEqual(ofOrder(...paid, ...commands).slice(1), [
        `refund R1 of o1.P1 (goodwill): receivable 100, ${account} -100`,
      ]);
    }
  });

  it('leave what is paid beyond the order on the receivable until it went back', () => {
    const twice = [start('stripe', 'gateway'), captured(2, 3000)];
    const back: OrderCommand = { type: 'RecordRefundSucceeded', refundId: 'o1.P1.R1', at: at(3) };
    assert.deepEqual(ofOrder(...twice, back), [
      'payment o1.P1: gateway:stripe 3000, receivable -3000',
      'refund o1.P1.R1 of o1.P1 (overpayment): receivable 250, gateway:stripe -250',
    ]);
  });

  it('are not made for orders that are in other books', () => {
    assert.deepEqual(entriesOf(order({ reservationExpiresAt: null }, start('external', 'immediate'))), []);
  });

  it('split a sale into goods, shipping and the tax of each rate, and take it back by its notes', () => {
    const cancel: OrderCommand = { type: 'CancelOrder', reason: 'no', cancelledBy: 'ada', approvedBy: null, at: at(7) };
    const documents = documentsOf(order({}, start('cash', 'immediate'), refund(100, 'cash'), cancel));
    assert.deepEqual(entriesOf(documents).map(shortOf), [
      'receipt: receivable 2750, revenue_goods -1905, revenue_shipping -420, vat_payable -333, vat_payable -80, vat_payable -12',
      'credit note: sales_returns 85, vat_payable 12, vat_payable 3, receivable -100',
      'credit note: sales_returns 2240, vat_payable 321, vat_payable 77, vat_payable 12, receivable -2650',
    ]);
  });

  it('claim more by debit notes, and nothing by receipts for payments', () => {
    const [requested, numbered] = documentsOf(order({}, start('cash', 'immediate')));
    assert.ok(requested?.type === 'DocumentRequested' && numbered !== undefined);
    const entriesAs = (kind: 'debit_note' | 'payment_receipt') =>
      entriesOf([{ ...requested, data: { ...requested.data, kind } }, numbered]).map(shortOf);
    assert.deepEqual(entriesAs('debit_note'), [
      'debit note: receivable 2750, revenue_goods -2325, vat_payable -333, vat_payable -80, vat_payable -12',
    ]);
    assert.deepEqual(entriesAs('payment_receipt'), []);
  });

  it('wait for the number, and bear the day of their document', () => {
    const documents: readonly TaxDocumentEvent[] = documentsOf(order({}, start('cash', 'immediate')));
    assert.deepEqual(entriesOf(documents.slice(0, 1)), []);
    const late = documents.map((event): TaxDocumentEvent =>
      event.type === 'DocumentNumbered' ? { ...event, data: { ...event.data, at: at(30) } } : event,
    );
    const [entry] = entriesOf(late);
    assert.deepEqual([entry?.at, entry?.document, entry?.orderNumber], [at(1), 'receipt R-4', 'ORD-2026-o1']);
  });
});

const events = order({}, start('stripe', 'gateway'), captured(2), refund(100, 'store_credit'));
const sample = { name: 'journal', category: 'order', id: 'o1', events } as const;

describeReadModel('the read model of the journal', sample, (model) => {
  const list = async (period: object = {}, organizationId = 'demo'): Promise<readonly JournalEntry[]> =>
    (await model.reads.listJournal(organizationId, period, { limit: 100 })).items;

  for (const batchSize of [1, 100]) {
    it(`has an entry for each event that moves money or claims, in batches of ${batchSize}`, async () => {
      await model.log.add(['order', 'demo', 'o1'], ...events);
      await model.log.add(['documents', 'demo', 'o1'], ...documentsOf(events));
      await model.project({ batchSize });
      const entries = await list();
      assert.deepEqual(entries.map(shortOf), [
        ...entriesOf(events).map(shortOf).slice(0, 1),
        ...entriesOf(documentsOf(events)).map(shortOf).slice(0, 1),
        ...entriesOf(events).map(shortOf).slice(1),
        ...entriesOf(documentsOf(events)).map(shortOf).slice(1),
      ]);
      const ids = model.log.all().map(({ id }) => id);
      assert.ok(entries.every(({ entryId }) => ids.includes(entryId)));
      assert.equal(new Set(entries.map(({ entryId }) => entryId)).size, 4);
    });
  }

  it('goes by time, half open, in pages, and to its organisation only', async () => {
    await model.log.add(['order', 'demo', 'o1'], ...events);
    await model.log.add(['order', 'other', 'o1'], ...events);
    await model.project();
    assert.deepEqual(
      (await list({ from: at(2), to: at(5) })).map(({ at: time }) => time),
      [at(2)],
    );
    assert.deepEqual(await list({ from: at(6) }), []);
    assert.deepEqual(await list({ to: placedAt }), []);
    assert.equal((await list({}, 'other')).length, 2);
    assert.deepEqual(await list({}, 'third'), []);

    const seen: string[] = [];
    let after: Cursor | null = null;
    do {
      const page: { readonly items: readonly JournalEntry[]; readonly next: Cursor | null } =
        await model.reads.listJournal('demo', {}, { limit: 1, ...(after && { after }) });
      seen.push(...page.items.map(({ at: time }) => time));
      after = page.next;
    } while (after !== null);
    assert.deepEqual(seen, [at(2), at(5)]);
  });
});
