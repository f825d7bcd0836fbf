import assert from 'node:assert/strict';
import type { PosEvent } from '../../../domain/pos/events.ts';
import type { EventsOf } from '../../../domain/processes/reaction.ts';
import { tenders } from '../../../domain/processes/tenders.ts';
import {
  add,
  after,
  cancel,
  complete,
  giveBack,
  lineOf,
  offlineSale,
  open,
  pay,
  payFrom,
  points,
  settled,
  storeCredit,
} from '../pos/transactions.ts';

const concernsTenders = (event: PosEvent): event is EventsOf<typeof tenders> => tenders.reactsTo(event.type);

/** What the last of these events asks for. */
const asked = (history: readonly PosEvent[]) => {
  const event = history.at(-1);
  assert.ok(event !== undefined && concernsTenders(event));
  return tenders.react(event);
};

const paymentId = 'pos-1.P1';
const credit = { paymentId, amount: 5000, settlement: storeCredit };
const loyalty = { paymentId: 'pos-1.P2', amount: 4990, settlement: points(4990) };
const paid = [open, add(lineOf('L1', 9990)), payFrom(storeCredit, 5000), payFrom(points(4990), 4990, 'pos-1.P2')];
const sold = [...paid, settled(), settled('pos-1.P2'), complete];

describe('the process of tenders', () => {
  it('has taken what a payment takes, and given back what is given back', () => {
    assert.deepEqual(asked(after(...paid.slice(0, 3))), [{ kind: 'settle', tender: credit }]);
    assert.deepEqual(asked(after(...paid.slice(0, 3), giveBack())), [{ kind: 'give_back', tender: credit }]);
    assert.deepEqual(asked(after(...paid, settled())), [{ kind: 'give_back_unless_held', paymentId }]);
  });

  it('gives back all that a voided sale took, complete or not', () => {
    const all = [
      { kind: 'give_back', tender: credit },
      { kind: 'give_back', tender: loyalty },
    ];
    assert.deepEqual(asked(after(...paid, cancel())), all);
    assert.deepEqual(asked(after(...sold, cancel('maria'))), all);
  });

  it('has taken what a sale takes that was told afterwards; any other was settled before it was complete', () => {
    const [tender] = offlineSale().tenders;
    const tenders = [{ ...tender!, method: 'store_credit', settlement: storeCredit }] as const;
    assert.deepEqual(asked(after(offlineSale({ tenders }))), [
      { kind: 'settle', tender: { paymentId, amount: 9990, settlement: storeCredit } },
    ]);
    assert.deepEqual(asked(after(...sold)), []);
  });

  it('leaves cash and cards to the till', () => {
    for (const method of ['cash', 'card_local'] as const) {
      const events = [open, add(lineOf('L1', 9990)), pay(9990, method)];
      assert.deepEqual(asked(after(...events)), []);
      assert.deepEqual(asked(after(...events, giveBack())), []);
      assert.deepEqual(asked(after(...events, cancel())), []);
    }
    assert.deepEqual(asked(after(offlineSale())), []);
  });
});
