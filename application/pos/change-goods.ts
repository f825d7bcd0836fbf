import type { PosCommand, RepricePosLines } from '../../domain/pos/commands.ts';
import { posDecider } from '../../domain/pos/decider.ts';
import type { PosEvent } from '../../domain/pos/events.ts';
import type { PosState, PosTransaction } from '../../domain/pos/state.ts';
import { accept, fold, type Decision } from '../../domain/shared/decider.ts';
import type { Promotion } from '../../domain/shared/pricing/promotion.ts';
import { sum } from '../../domain/shared/money.ts';
import { promotionsAtTill } from '../../domain/shared/pricing/till-promotions.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { automaticPromotions } from '../promotions/offers.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** What happens to a sale's goods: a command, new prices of the Pricing service, or the one and then the other. */
interface GoodsChange {
  readonly command?: PosCommand;
  readonly prices?: RepricePosLines['lines'];
}

/**
 * Decides a change of a sale's goods together with what the organisation's own promotions take off by then: they are about all
 * goods at once, so any change may move what they give on any line. What a person priced, they leave alone.
 * @throws ServiceUnavailableError
 */
export const changeGoods = async (
  dependencies: Pick<UseCaseDependencies, 'promotions' | 'customers'>,
  context: CommandContext,
  transaction: PosTransaction,
  { command, prices = [] }: GoodsChange,
): Promise<Decision<PosEvent>> => {
  const at = businessTime(context);
  const first = command === undefined ? accept<PosEvent>() : posDecider.decide(command, transaction);
  if (!first.ok || (first.events.length === 0 && prices.length === 0)) return first;
  const changed = fold<PosEvent, PosState>(posDecider.evolve, transaction, first.events);
  const repricing = (lines: RepricePosLines['lines']) =>
    posDecider.decide({ type: 'RepricePosLines', lines, at }, changed);

  const priced = repricing(prices);
  if (!priced.ok) return priced;
  const goods = fold(posDecider.evolve, changed, priced.events);
  if (!goods.exists) return first;
  const { currency, customerId } = goods;
  const sale = { organizationId: context.organizationId, currency, channel: 'pos', customerId } as const;
  const promoted = promotedLines(goods, await automaticPromotions(dependencies, sale, at), at);
  const own = new Set(promoted.map(({ lineId }) => lineId));
  const last = repricing([...prices.filter(({ lineId }) => !own.has(lineId)), ...promoted]);
  return last.ok ? accept(...first.events, ...last.events) : last;
};

/** The lines that the Pricing service prices, with what it takes off them and what these promotions do. */
const promotedLines = (
  { lines }: PosTransaction,
  promotions: readonly Promotion[],
  at: string,
): RepricePosLines['lines'] => {
  const priced = lines
    .filter(({ priceSource }) => priceSource === 'pricing')
    .map((line) => ({ line, given: line.promotions.filter(({ own }) => own === undefined) }));
  const found = promotionsAtTill(
    priced.map(({ line, given }) => ({ ...line, taken: sum(given.map(({ amount }) => amount)) })),
    promotions,
    at,
  );
  return priced.map(({ line: { lineId, quantity, unitPrice }, given }) => {
    const own = (found.get(lineId) ?? []).map((takenOff) => ({ ...takenOff, own: true as const }));
    const all = [...given, ...own];
    return { lineId, quantity, unitPrice, discount: sum(all.map(({ amount }) => amount)), promotions: all };
  });
};
