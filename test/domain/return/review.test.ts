import assert from 'node:assert/strict';
import { returnDecider } from '../../../domain/return/decider.ts';
import {
  approve,
  approved,
  commands,
  facts,
  given,
  ids,
  minute,
  open,
  receive,
  refuse,
  requested,
  returnsIn,
  start,
} from './returns.ts';

describe('return: opening', () => {
  it('begins with what the order holds for it', () => {
    const when = given([]).when(open);
    when.then([requested]);
    const { lines, ...rest } = facts;
    assert.deepEqual(when.state(), {
      exists: true,
      ...rest,
      exchange: null,
      status: 'requested',
      refundId: null,
      lines: lines.map((line) => ({ ...line, received: 0, accepted: 0, restocked: 0 })),
      requestedAt: start,
    });
  });

  it('is no event when repeated, whatever became of it', () => {
    for (const history of Object.values(returnsIn())) given(history).when(open).then([]);
  });

  it('comes before everything else', () => {
    for (const command of commands) given([]).when(command).then({ kind: 'not_found', code: 'return_not_found' });
  });

  it('is where a history begins: events before it change nothing', () => {
    assert.deepEqual(returnDecider.evolve(returnDecider.initial, approved), { exists: false });
  });
});

describe('return: judging', () => {
  it('approves', () => {
    given([requested]).when(approve).then([approved]);
  });

  it('is no event when approved before, however far it has come', () => {
    for (const status of ['approved', 'received', 'refund_requested', 'refunded'] as const) {
      given(returnsIn()[status]).when(approve).then([]);
    }
  });

  const rejected = {
    type: 'ReturnRejected',
    data: { ...ids, rejectedBy: 'operator-1', reason: 'worn', at: minute(10) },
  } as const;

  it('rejects, even after the approval', () => {
    given([requested]).when(refuse).then([rejected]);
    given([requested, approved]).when(refuse).then([rejected]);
  });

  it('is no event when rejected before', () => {
    given(returnsIn().rejected).when(refuse).then([]);
  });

  it('does not reject once anything came in', () => {
    const parcel = receive([{ lineId: 'L2', quantity: 1, condition: 'damaged' }]);
    given(given(returnsIn().approved).when(parcel).then(given(returnsIn().approved).when(parcel).events()))
      .when(refuse)
      .then({ kind: 'wrong_state', code: 'return_partly_received' });
  });
});
