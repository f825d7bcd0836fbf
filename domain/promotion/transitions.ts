import { reject } from '../shared/decider.ts';
import { stateMachine, stays, type TransitionTable } from '../shared/state-machine.ts';
import type { DefinePromotion, PromotionCommand } from './commands.ts';
import { promotionStatuses, type PromotionStatus } from './events.ts';

/** Acts on a promotion that exists already. */
export type DefinedPromotionCommand = Exclude<PromotionCommand, DefinePromotion>;

/** Says which command is allowed in which status and where it leads. */
const table: TransitionTable<DefinedPromotionCommand['type'], PromotionStatus> = {
  ChangePromotion: { arrows: stays('active') },
  EndPromotion: { arrows: { active: ['ended'] } },
};

export const promotionMachine = stateMachine('promotion', promotionStatuses, table, () =>
  reject('wrong_state', 'promotion_ended', 'it was ended: define another'),
);
