import type { PosTransaction } from '../../domain/pos/state.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import { quantityToWire, type Quantity } from '../../domain/shared/quantity.ts';
import type { Inventory } from '../ports/inventory.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/**
 * Refuses as `insufficient_stock` what its store has less of than the whole sale then takes. An Inventory that does not answer
 * stops no till: what was short is recorded after the sale.
 */
export const refuseWithoutStock = async (
  inventory: Pick<Inventory, 'checkStock'>,
  organizationId: string,
  { localId, lines }: Pick<PosTransaction, 'localId' | 'lines'>,
  wanted: { readonly variantId: string; readonly quantity: Quantity; readonly inPlaceOf?: string },
): Promise<Refusal | undefined> => {
  const { variantId, inPlaceOf } = wanted;
  const rest = lines.filter((line) => line.variantId === variantId && line.lineId !== inPlaceOf);
  const quantity = rest.reduce((total, line) => total + line.quantity, wanted.quantity);
  const answer = await askUnlessAway(() => inventory.checkStock({ organizationId, localId, variantId, quantity }));
  if (answer === undefined || answer.ok) return undefined;
  const available = answer.shortfalls.find((shortfall) => shortfall.variantId === variantId)?.available ?? 0;
  return reject('rule', 'insufficient_stock', 'count the goods: if they are there, sell them with allow_oversell', {
    variant_id: variantId,
    requested: quantityToWire(quantity),
    available: quantityToWire(available),
  });
};

const askUnlessAway = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return undefined;
    throw error;
  }
};
