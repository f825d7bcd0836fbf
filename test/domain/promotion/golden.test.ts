import type { PromotionCommand } from '../../../domain/promotion/commands.ts';
import { promotionEvents } from '../../../domain/promotion/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { define, defined, given, later, terms } from './promotions.ts';

const change: PromotionCommand = {
  type: 'ChangePromotion',
  terms: { ...terms, benefit: { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 500_000 }, stacking: { kind: 'exclusive' } },
  at: later,
};
const end: PromotionCommand = { type: 'EndPromotion', reason: 'sold out', at: later };

describe('the storage format of promotions', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), promotionEvents, () => [
    ...given([]).when(define()).events(),
    ...given([defined]).when(change).events(),
    ...given([defined]).when(end).events(),
  ]);
});
