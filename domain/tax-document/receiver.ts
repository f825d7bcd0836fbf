import { reject, type Refusal } from '../shared/decider.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { SaleKind, TaxRegimeRules } from './regimes/regime.ts';
import { taxRegimes, type TaxRegime } from './regimes/regimes.ts';

/** Writes the receiver's id as its authority does. */
export const writtenReceiver = (regime: TaxRegime, receiver: TaxReceiver): TaxReceiver => ({
  ...receiver,
  taxId: taxRegimes[regime].readTaxId(receiver.taxId) ?? receiver.taxId,
});

/** Chooses what a sale gets: an invoice for a receiver who may have one, and otherwise a receipt. */
export const saleKindOf = (regime: TaxRegime, receiver: TaxReceiver | null): SaleKind =>
  receiver !== null && taxRegimes[regime].mayHaveInvoice(receiver.taxId) ? 'invoice' : 'receipt';

/**
 * Says why a sale of `total` cannot be documented for this buyer; undefined if it can.
 *
 * @param receiver undefined: the buyer names no receiver
 * @returns `invalid_tax_id`, `tax_receiver_incomplete` (with the fields that are missing) or `tax_receiver_required`
 */
export const taxReceiverObstacle = (
  regime: TaxRegime,
  receiver: TaxReceiver | undefined,
  total: Minor,
  currency: Currency,
): Refusal | undefined => {
  const rules = taxRegimes[regime];
  if (receiver === undefined) return namelessObstacle(rules, total, currency);
  if (rules.readTaxId(receiver.taxId) === undefined) {
    return reject('rule', 'invalid_tax_id', `give a ${rules.idName} as it is registered: its digits do not match`);
  }
  const fields = rules.missingOf(receiver);
  return fields.length === 0
    ? undefined
    : reject('rule', 'tax_receiver_incomplete', `an invoice needs more of its receiver: ${fields.join(', ')}`, {
        fields,
      });
};

const namelessObstacle = ({ unnamedUpTo }: TaxRegimeRules, total: Minor, currency: Currency) => {
  if (unnamedUpTo?.currency !== currency || total <= unnamedUpTo.total) return undefined;
  return reject('rule', 'tax_receiver_required', 'say who buys: a receipt of this amount names its buyer');
};
