import assert from 'node:assert/strict';
import type { Parcel } from '../../../domain/return/parcel.ts';
import type { ReturnEvent } from '../../../domain/return/events.ts';
import { approved, facts, given, ids, minute, receive, requested, returnsIn } from './returns.ts';

const at = minute(20);

const itemsReceived = (lines: Parcel, restock: readonly (readonly [string, number])[]): ReturnEvent => ({
  type: 'ReturnItemsReceived',
  data: {
    ...ids,
    lines,
    restock: restock.map(([lineId, quantity]) => ({ lineId, variantId: `variant-${lineId}`, quantity })),
    at,
  },
});

const complete = (...accepted: readonly (readonly [string, number])[]): ReturnEvent => ({
  type: 'ReturnReceived',
  data: { ...ids, accepted: accepted.map(([lineId, quantity]) => ({ lineId, quantity })), at },
});

const item = (lineId: string, quantity: number, condition: Parcel[number]['condition'] = 'sellable') => ({
  lineId,
  quantity,
  condition,
});

describe('return: receiving', () => {
  it('takes everything in as sellable if nothing else is said', () => {
    given(returnsIn().approved)
      .when(receive(null))
      .then([
        itemsReceived(
          [item('L1', 2000), item('L2', 1500)],
          [
            ['L1', 2000],
            ['L2', 1500],
          ],
        ),
        complete(['L1', 2000], ['L2', 1500]),
      ]);
  });

  it('takes parcels in until every unit is accounted for, the rest without naming it', () => {
    const parcel = [item('L2', 1500, 'defective'), item('L1', 500)];
    const first = given(returnsIn().approved)
      .when(receive(parcel))
      .then([itemsReceived(parcel, [['L1', 500]])]);
    given(first)
      .when(receive(null))
      .then([itemsReceived([item('L1', 1500)], [['L1', 1500]]), complete(['L1', 2000], ['L2', 1500])]);
  });

  it('restocks what can be sold and pays for all but what is missing', () => {
    const parcel = [
      item('L1', 500, 'damaged'),
      item('L2', 1500, 'missing'),
      item('L1', 1000, 'sellable'),
      item('L1', 500, 'missing'),
    ];
    const when = given(returnsIn().approved).when(receive(parcel));
    when.then([itemsReceived(parcel, [['L1', 1000]]), complete(['L1', 1500])]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.status, 'received');
    assert.deepEqual(
      state.lines.map(({ received, accepted, restocked }) => ({ received, accepted, restocked })),
      [
        { received: 2000, accepted: 1500, restocked: 1000 },
        { received: 1500, accepted: 0, restocked: 0 },
      ],
    );
  });

  it('completes with nothing accepted if all is missing', () => {
    const parcel = [item('L1', 2000, 'missing'), item('L2', 1500, 'missing')];
    given(returnsIn().approved)
      .when(receive(parcel))
      .then([itemsReceived(parcel, []), complete()]);
  });

  it('restocks nothing where the stock is not ours', () => {
    given([{ type: 'ReturnRequested', data: { ...facts, stockManaged: false, at } }, approved])
      .when(receive(null))
      .then([itemsReceived([item('L1', 2000), item('L2', 1500)], []), complete(['L1', 2000], ['L2', 1500])]);
  });

  it('stays approved after a parcel that is not the last', () => {
    const state = given(returnsIn().approved)
      .when(receive([item('L1', 1999)]))
      .state();
    assert.ok(state.exists);
    assert.equal(state.status, 'approved');
    assert.deepEqual(
      state.lines.map((line) => line.received),
      [1999, 0],
    );
  });

  it('is no event once everything came in, if it names nothing', () => {
    for (const status of ['received', 'refund_requested', 'refunded'] as const) {
      given(returnsIn()[status]).when(receive(null)).then([]);
    }
  });

  it('does not take in an empty parcel', () => {
    given(returnsIn().approved).when(receive([])).then({ kind: 'rule', code: 'nothing_to_receive' });
  });

  it('does not take in a line that was not asked for', () => {
    given(returnsIn().approved)
      .when(receive([item('L1', 1000), item('L3', 1000)]))
      .then({ kind: 'rule', code: 'unknown_line', details: { line: 'L3' } });
  });

  it('does not take in a quantity that is none', () => {
    for (const quantity of [0, -1000, 0.5]) {
      given(returnsIn().approved)
        .when(receive([item('L1', 1000), item('L2', quantity)]))
        .then({ kind: 'rule', code: 'invalid_quantity', details: { line: 'L2' } });
    }
  });

  it('does not take in more than was asked for, over all conditions and parcels', () => {
    const exceeded = { kind: 'rule', code: 'quantity_exceeds_requested', details: { line: 'L1' } } as const;
    given(returnsIn().approved)
      .when(receive([item('L1', 2001)]))
      .then(exceeded);
    given(returnsIn().approved)
      .when(receive([item('L1', 1000), item('L1', 1001, 'missing')]))
      .then(exceeded);
    const partly = [requested, approved, itemsReceived([item('L1', 1500, 'damaged')], [])];
    const { message } = given(partly)
      .when(receive([item('L1', 501)]))
      .rejection();
    assert.equal(message, 'only 0.5 more of line L1 are expected');
    given(partly)
      .when(receive([item('L1', 500)]))
      .then([itemsReceived([item('L1', 500)], [['L1', 500]])]);
  });
});
