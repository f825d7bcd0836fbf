import { promotionDecider } from '../../../domain/promotion/decider.ts';
import { promotionMachine } from '../../../domain/promotion/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import { change, defined, end, ended } from './promotions.ts';

describeStateMachine({
  folder: 'promotion',
  noun: 'promotion',
  machine: promotionMachine,
  decider: promotionDecider,
  statusOf: (state) => (state.exists ? state.status : undefined),
  notFound: 'promotion_not_found',
  histories: () => ({ active: [defined], ended: [defined, ended] }),
  commands: () => [change({ minimumSpend: 5000 }), end],
  alreadyDone: { EndPromotion: ['ended'] },
  refusal: () => ({ kind: 'wrong_state', code: 'promotion_ended', message: 'it was ended: define another' }),
  ends: ['ended'],
  actionsOf: () => [],
  actions: { active: [], ended: [] },
});
