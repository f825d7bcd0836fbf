import type { PromotionTerms } from '../../domain/promotion/events.ts';
import type { PromotionState } from '../../domain/promotion/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Promotion = Promise<Outcome<PromotionState>>;

/** How an organisation's promotions are made and ended. What was priced by one stays, whatever becomes of it. */
export interface PromotionUseCases {
  /** The id follows from the code; without a code it is the command's id. A code that was used before is `code_taken`. */
  define(context: CommandContext, terms: PromotionTerms): Promotion;
  /** What is not named stays as it is; the code always does. */
  change(context: CommandContext, promotionId: string, changes: Partial<Omit<PromotionTerms, 'code'>>): Promotion;
  end(context: CommandContext, promotionId: string, input: { readonly reason: string }): Promotion;
}
