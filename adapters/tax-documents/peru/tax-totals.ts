import type { NumberedDocument, TaxLine } from '../../../domain/tax-document/document.ts';
import type { Currency, Minor } from '../../../domain/shared/money.ts';
import { amount, percent } from './amounts.ts';
import { exempt, taxed, type TaxTreatment } from './catalogues.ts';

interface Subtotal {
  readonly treatment: TaxTreatment;
  readonly base: Minor;
  readonly tax: Minor;
}

/** The rates of the IGV with its municipal part: the general one, and those of small restaurants and hotels over the years. */
const ratesInForce = [180_000, 105_000, 100_000];

/**
 * SUNAT knows one rate of the IGV a document, and only those in force (its error 3462).
 * @throws Error for any other
 */
export const checkRates = ({ totals }: NumberedDocument): void => {
  const rates = totals.taxes.map(({ rate }) => rate);
  if (rates.length > 1 || rates.some((rate) => !ratesInForce.includes(rate))) {
    throw new Error(
      `SUNAT: a document has one rate of the IGV (18, 10.50 or 10%), not ${rates.map(percent).join(' and ')}`,
    );
  }
};

const schemeOf = ({ scheme }: TaxTreatment) => ({
  'cac:TaxScheme': { 'cbc:ID': scheme.id, 'cbc:Name': scheme.name, 'cbc:TaxTypeCode': scheme.type },
});

const subtotalOf = ({ base, tax, treatment }: Subtotal, currency: Currency, category: object) => ({
  'cbc:TaxableAmount': amount(base, currency),
  'cbc:TaxAmount': amount(tax, currency),
  'cac:TaxCategory': { ...category, ...schemeOf(treatment) },
});

/**
 * The taxes of the whole document: one sum for what is taxed, one for what is exempt, if there is any of it.
 *
 * SUNAT works them out again from the lines and forgives one unit of the currency (its errors 3277, 3291, 3294). Split once for
 * the sum they agree to the cent. Split line by line each line may be half a cent off, which stays within it up to 200 lines.
 */
export const taxTotal = ({ lines, totals, currency }: NumberedDocument) => {
  const subtotals: Subtotal[] = [
    { treatment: taxed, base: totals.net, tax: totals.tax },
    { treatment: exempt, base: totals.exempt, tax: 0 },
  ];
  const present = new Set(lines.map(treatmentOf));
  return {
    'cbc:TaxAmount': amount(totals.tax, currency),
    'cac:TaxSubtotal': subtotals
      .filter(({ treatment }) => present.has(treatment))
      .map((subtotal) => subtotalOf(subtotal, currency, {})),
  };
};

const treatmentOf = ({ taxRate }: TaxLine): TaxTreatment => (taxRate === 0 ? exempt : taxed);

/** The tax of one line, with why it is due or not. */
export const lineTax = (line: TaxLine, currency: Currency) => {
  const treatment = treatmentOf(line);
  const category = { 'cbc:Percent': percent(line.taxRate), 'cbc:TaxExemptionReasonCode': treatment.reason };
  return {
    'cbc:TaxAmount': amount(line.tax, currency),
    'cac:TaxSubtotal': subtotalOf({ treatment, base: line.net + line.exempt, tax: line.tax }, currency, category),
  };
};
