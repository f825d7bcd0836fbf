import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import {
  allowanceCommands,
  allowancesEvents,
  type AllowancesEvent,
  type AllowancesSale,
} from '../../../domain/processes/allowances-process.ts';
import type { AppliedDiscount } from '../../../domain/shared/pricing/price-quote.ts';
import { limitedUses } from '../../../domain/shared/pricing/applied-promotions.ts';
import { after, at, cancel, captured, failed, pay, placed } from '../order/orders.ts';
import { givenUp, sale as saleAtTill, voidOfSale } from './sales.ts';

const usage = { limit: 10, limitPerCustomer: null };

const discount = (promotionId: string, changes: Partial<AppliedDiscount> = {}): AppliedDiscount => ({
  code: promotionId.toUpperCase(),
  kind: 'fixed',
  amount: 100,
  promotionId,
  usage,
  ...changes,
});

const unlimited: AppliedDiscount = { code: 'FREE', kind: 'fixed', amount: 1, promotionId: 'free' };
const discounts = [
  discount('p1'),
  unlimited,
  { code: 'OLD', kind: 'fixed', amount: 1, usage } as const,
  discount('p2'),
];

const paid = (settlement: 'terms' | 'gateway' | 'immediate') => [{ paymentId: 'o1.P1', settlement }];

const sale: AllowancesSale = { customerId: 'c1', currency: 'GBP', discounts, payments: paid('terms') };

const last = (history: readonly OrderEvent[], type: AllowancesEvent['type']): AllowancesEvent => {
  const event = history.findLast((candidate) => candidate.type === type);
  assert.ok(event !== undefined, `no ${type}`);
  return event as AllowancesEvent;
};

const commandsOf = (event: AllowancesEvent, of: AllowancesSale = sale) =>
  allowanceCommands(event, 'event-1', of).map(({ aggregate, id, command }) => {
    assert.equal(aggregate, 'allowance');
    assert.ok('allowanceId' in command && command.allowanceId === id);
    return command;
  });

const used = (promotionId: string, holdId: string, when = at) => ({
  type: 'ConfirmAllowance',
  allowanceId: `promotion.${promotionId}`,
  holdId,
  holder: 'c1',
  amount: 1,
  at: when,
});

const unused = (promotionId: string, holdId: string, when = at) => ({
  type: 'ReleaseAllowance',
  allowanceId: `promotion.${promotionId}`,
  holdId,
  releaseId: 'undone',
  amount: null,
  at: when,
});

describe('limited uses', () => {
  it('are those of promotions whose uses are counted, each once', () => {
    assert.deepEqual(limitedUses([...discounts, discount('p1', { amount: 7 })]), [
      { promotionId: 'p1', code: 'P1', usage },
      { promotionId: 'p2', code: 'P2', usage },
    ]);
    assert.deepEqual(limitedUses([]), []);
  });
});

describe('allowances process', () => {
  it('listens to what takes something, or gives it back', () => {
    assert.deepEqual(allowancesEvents, [
      'OrderPlaced',
      'OrderCancelled',
      'PaymentAuthorized',
      'PaymentCaptured',
      'PaymentFailed',
      'PaymentVoided',
      'PosTransactionCompleted',
      'PosTransactionVoided',
    ]);
  });

  it('takes the promotions of an order for good, and gives them back with it', () => {
    const order = after(placed, cancel());
    assert.deepEqual(commandsOf(last(order, 'OrderPlaced')), [used('p1', 'o1'), used('p2', 'o1')]);
    assert.deepEqual(commandsOf(last(order, 'OrderCancelled')), [unused('p1', 'o1'), unused('p2', 'o1')]);
  });

  it('does the same for a sale at a till, complete or given up', () => {
    const { transactionId, at: when } = saleAtTill().data;
    assert.deepEqual(commandsOf(saleAtTill()), [used('p1', transactionId, when), used('p2', transactionId, when)]);
    for (const undone of [voidOfSale(), givenUp()]) {
      const { at: then } = undone.data;
      assert.deepEqual(commandsOf(undone), [unused('p1', transactionId, then), unused('p2', transactionId, then)]);
    }
    assert.deepEqual(commandsOf(saleAtTill(), { ...sale, discounts: [unlimited] }), []);
  });

  const promised = after(placed, pay({ settlement: 'terms', method: 'credit_terms' }));
  const credit = { allowanceId: 'credit.GBP.c1', holdId: 'o1.P1', at };

  it('takes credit for what is promised on terms, and gives it back as it is paid or given up', () => {
    const amount = 3500;
    assert.deepEqual(commandsOf(last(promised, 'PaymentAuthorized')), [
      { type: 'ConfirmAllowance', ...credit, holder: null, amount },
    ]);
    assert.deepEqual(commandsOf(last(after(promised, captured('o1.P1', 500)), 'PaymentCaptured')), [
      { type: 'ReleaseAllowance', ...credit, releaseId: 'event-1', amount: 500 },
    ]);
    const rest = { type: 'ReleaseAllowance', ...credit, releaseId: 'given_up', amount: null };
    assert.deepEqual(commandsOf(last(after(promised, cancel()), 'PaymentVoided')), [rest]);
    assert.deepEqual(commandsOf(last(after(placed, pay(), failed()), 'PaymentFailed')), [rest]);
  });

  it('leaves credit alone for other tenders, other payments and for nobody in particular', () => {
    const event = last(promised, 'PaymentAuthorized');
    for (const settlement of ['gateway', 'immediate'] as const) {
      assert.deepEqual(commandsOf(event, { ...sale, payments: paid(settlement) }), []);
    }
    assert.deepEqual(commandsOf(event, { ...sale, payments: [] }), []);
    assert.deepEqual(commandsOf(event, { ...sale, customerId: null }), []);
  });
});
