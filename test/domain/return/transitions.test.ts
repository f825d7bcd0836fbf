import assert from 'node:assert/strict';
import { returnDecider } from '../../../domain/return/decider.ts';
import { returnActions, returnMachine } from '../../../domain/return/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import { commands, given, paidBack, receive, returnsIn } from './returns.ts';

describeStateMachine({
  folder: 'return',
  noun: 'return',
  machine: returnMachine,
  decider: returnDecider,
  statusOf: (state) => (state.exists ? state.status : undefined),
  notFound: 'return_not_found',
  histories: returnsIn,
  commands: () => commands,
  examples: () => [
    [returnsIn().approved, receive(null)],
    [returnsIn().received, paidBack],
  ],
  alreadyDone: {
    ApproveReturn: ['approved', 'received', 'refund_requested', 'refunded'],
    RejectReturn: ['rejected'],
    RecordReturnRefunded: ['refunded'],
  },
  ends: ['rejected', 'refunded'],
  actionsOf: returnActions,
  actions: {
    requested: ['approve', 'reject'],
    approved: ['reject', 'receive'],
    rejected: [],
    received: ['refund'],
    refund_requested: ['refund'],
    refunded: [],
  },
});

describe('the actions that a return allows', () => {
  it('no longer include rejecting once something came in', () => {
    const parcel = receive([{ lineId: 'L1', quantity: 1000, condition: 'missing' }]);
    assert.deepEqual(returnActions(given(returnsIn().approved).when(parcel).state()), ['receive']);
  });

  it('are none for a return that does not exist', () => {
    assert.deepEqual(returnActions({ exists: false }), []);
  });
});
