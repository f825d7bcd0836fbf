import { reject, type Rejection } from '../shared/decider.ts';
import type { TaxRegime } from '../shared/document-policy.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import { rfcOf } from './tax-ids/rfc.ts';
import { dniOf, rucOf } from './tax-ids/ruc.ts';
import { rutOf } from './tax-ids/rut.ts';

/** Whom documents may be made out to: how ids are written, and what else must be known. */
interface ReceiverRule {
  readonly idName: string;
  /** The id as its authority writes it; undefined if it is none. */
  readonly read: (taxId: string) => string | undefined;
  /** The API's names of what the receiver lacks. */
  readonly missing: (receiver: TaxReceiver) => readonly string[];
}

const lacks = (name: string, value: unknown): readonly string[] => (value === undefined ? [name] : []);

const rules: Readonly<Record<TaxRegime, ReceiverRule>> = {
  CL: {
    idName: 'RUT',
    read: rutOf,
    missing: ({ activity, address }) => [...lacks('activity', activity), ...lacks('address', address)],
  },
  PE: { idName: 'RUC or DNI', read: (taxId) => rucOf(taxId) ?? dniOf(taxId), missing: () => [] },
  MX: {
    idName: 'RFC',
    read: rfcOf,
    missing: ({ taxRegime, cfdiUse, address }) => [
      ...lacks('tax_regime', taxRegime),
      ...lacks('cfdi_use', cfdiUse),
      ...lacks('address.postal_code', address?.postal_code),
    ],
  },
  plain: { idName: 'tax id', read: (taxId) => taxId, missing: () => [] },
};

/** SUNAT: from above 700.00 soles on a receipt names its buyer. */
const unnamedUpTo: Readonly<Partial<Record<TaxRegime, { readonly currency: Currency; readonly total: Minor }>>> = {
  PE: { currency: 'PEN', total: 70_000 },
};

/** The receiver with the id as its authority writes it. */
export const writtenReceiver = (regime: TaxRegime, receiver: TaxReceiver): TaxReceiver => ({
  ...receiver,
  taxId: rules[regime].read(receiver.taxId) ?? receiver.taxId,
});

/**
 * Why a sale of `total` cannot be documented for this buyer; undefined if it can.
 *
 * @param receiver undefined: the buyer names nobody
 * @returns `invalid_tax_id`, `tax_receiver_incomplete` (with the fields that are missing) or `tax_receiver_required`
 */
export const taxReceiverObstacle = (
  regime: TaxRegime,
  receiver: TaxReceiver | undefined,
  total: Minor,
  currency: Currency,
): { readonly ok: false; readonly rejection: Rejection } | undefined => {
  if (receiver === undefined) return namelessObstacle(regime, total, currency);
  const { idName, read, missing } = rules[regime];
  if (read(receiver.taxId) === undefined) {
    return reject('rule', 'invalid_tax_id', `give a ${idName} as it is registered: its digits do not match`);
  }
  const fields = missing(receiver);
  return fields.length === 0
    ? undefined
    : reject('rule', 'tax_receiver_incomplete', `an invoice needs more of its receiver: ${fields.join(', ')}`, {
        fields,
      });
};

const namelessObstacle = (regime: TaxRegime, total: Minor, currency: Currency) => {
  const limit = unnamedUpTo[regime];
  if (limit?.currency !== currency || total <= limit.total) return undefined;
  return reject('rule', 'tax_receiver_required', 'say who buys: a receipt of this amount names its buyer');
};
