import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import { checkTerms } from './check-terms.ts';
import type { ChangePromotion, DefinePromotion, EndPromotion, PromotionCommand } from './commands.ts';
import type { PromotionEvent, PromotionTerms } from './events.ts';
import { evolve } from './evolve.ts';
import { noPromotion, type DefinedPromotion, type PromotionState } from './state.ts';
import { promotionMachine } from './transitions.ts';

const decide = (command: PromotionCommand, state: PromotionState): Decision<PromotionEvent> => {
  if (command.type === 'DefinePromotion') return define(command, state);
  if (!state.exists) return reject('not_found', 'promotion_not_found', 'there is no such promotion');
  if (command.type === 'EndPromotion' && state.status === 'ended') return accept();
  const { status } = state;
  if (!promotionMachine.isAllowed(command.type, status)) return promotionMachine.refusal(command.type, status);
  return command.type === 'ChangePromotion' ? change(command, state) : end(command, state);
};

const define = ({ promotionId, terms, at }: DefinePromotion, state: PromotionState): Decision<PromotionEvent> => {
  if (!state.exists) {
    return checkTerms(terms) ?? accept({ type: 'PromotionDefined', data: { promotionId, at, terms } });
  }
  if (isSame(terms, state.terms)) return accept();
  return reject(
    'wrong_state',
    'code_taken',
    'there is, or was, a promotion with this code: change that, or take another',
  );
};

const change = ({ terms, at }: ChangePromotion, promotion: DefinedPromotion): Decision<PromotionEvent> => {
  const { promotionId } = promotion;
  if (terms.code !== promotion.terms.code) {
    return reject('rule', 'code_fixed', 'a promotion keeps its code: define another with the new one');
  }
  const refusal = checkTerms(terms);
  if (refusal !== undefined) return refusal;
  if (isSame(terms, promotion.terms)) return accept();
  return accept({ type: 'PromotionChanged', data: { promotionId, at, terms } });
};

const end = ({ reason, at }: EndPromotion, { promotionId }: DefinedPromotion): Decision<PromotionEvent> =>
  accept({ type: 'PromotionEnded', data: { promotionId, at, reason } });

const isSame = (one: PromotionTerms, other: PromotionTerms): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Decides about a promotion, from its definition to its end. Rules: domain/promotion/README.md. */
export const promotionDecider: Decider<PromotionCommand, PromotionEvent, PromotionState> = {
  initial: noPromotion,
  decide,
  evolve,
};
