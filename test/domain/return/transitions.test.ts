import assert from 'node:assert/strict';
import { returnDecider } from '../../../domain/return/decider.ts';
import type { ReturnEvent, ReturnStatus } from '../../../domain/return/events.ts';
import type { ReturnState } from '../../../domain/return/state.ts';
import { returnActions, returnTransitions } from '../../../domain/return/transitions.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { commands, given, receive, returnsIn } from './returns.ts';

const stateAfter = (history: readonly ReturnEvent[]): ReturnState =>
  fold(returnDecider.evolve, returnDecider.initial, history);

const histories = () => Object.entries(returnsIn()) as [ReturnStatus, readonly ReturnEvent[]][];

describe('the transition table of returns', () => {
  it('has exactly these arrows', () => {
    const arrows = Object.entries(returnTransitions).flatMap(([command, transition]) =>
      Object.entries(transition.arrows).map(([from, to]) => `${from} --${command}--> ${to.join(' | ')}`),
    );
    assert.deepEqual(arrows, [
      'requested --ApproveReturn--> approved',
      'requested --RejectReturn--> rejected',
      'approved --RejectReturn--> rejected',
      'approved --ReceiveReturn--> approved | received',
      'received --RefundReturn--> refund_requested',
      'refund_requested --RefundReturn--> refund_requested',
      'received --RecordReturnRefunded--> refunded',
      'refund_requested --RecordReturnRefunded--> refunded',
    ]);
  });

  it('is what the decider does, for every command in every status', () => {
    for (const [status, history] of histories()) {
      for (const command of commands) {
        const { arrows } = returnTransitions[command.type];
        const decision = returnDecider.decide(command, stateAfter(history));
        if (status in arrows) {
          const state = given(history).when(command).state();
          assert.ok(decision.ok && decision.events.length > 0);
          assert.ok(state.exists && arrows[status]?.includes(state.status), `${status}: ${command.type}`);
        } else if (decision.ok) {
          assert.deepEqual(decision.events, [], `${status}: ${command.type}`);
        } else {
          const details = { status, command: command.type, allowed_from: Object.keys(arrows) };
          given(history).when(command).then({ kind: 'wrong_state', code: 'invalid_transition', details });
        }
      }
    }
  });

  it('has a history for each of its statuses', () => {
    for (const [status, history] of histories()) {
      const state = stateAfter(history);
      assert.ok(state.exists);
      assert.equal(state.status, status);
    }
  });

  it('refuses what comes too early, too late or instead', () => {
    const refusals = histories().flatMap(([status, history]) =>
      commands
        .filter((command) => !returnDecider.decide(command, stateAfter(history)).ok)
        .map((command) => `${status}: ${command.type}`),
    );
    assert.deepEqual(refusals, [
      'requested: ReceiveReturn',
      'requested: RefundReturn',
      'requested: RecordReturnRefunded',
      'approved: RefundReturn',
      'approved: RecordReturnRefunded',
      'rejected: ApproveReturn',
      'rejected: ReceiveReturn',
      'rejected: RefundReturn',
      'rejected: RecordReturnRefunded',
      'received: RejectReturn',
      'received: ReceiveReturn',
      'refund_requested: RejectReturn',
      'refund_requested: ReceiveReturn',
      'refunded: RejectReturn',
      'refunded: ReceiveReturn',
      'refunded: RefundReturn',
    ]);
  });
});

describe('the refusal of a return in another status', () => {
  it('tells people which status it takes', () => {
    const refund = commands.find((command) => command.type === 'RefundReturn')!;
    assert.equal(
      given(returnsIn().approved).when(refund).rejection().message,
      'the return is approved; this is possible only when it is received, refund_requested',
    );
  });
});

describe('returnActions', () => {
  it('names what people can do in each status', () => {
    const actions = Object.fromEntries(
      histories().map(([status, history]) => [status, returnActions(stateAfter(history))]),
    );
    assert.deepEqual(actions, {
      requested: ['approve', 'reject'],
      approved: ['reject', 'receive'],
      rejected: [],
      received: ['refund'],
      refund_requested: ['refund'],
      refunded: [],
    });
  });

  it('no longer offers to reject once something came in', () => {
    const parcel = receive([{ lineId: 'L1', quantity: 1000, condition: 'missing' }]);
    assert.deepEqual(returnActions(given(returnsIn().approved).when(parcel).state()), ['receive']);
  });

  it('names none for a return that does not exist', () => {
    assert.deepEqual(returnActions({ exists: false }), []);
  });
});
