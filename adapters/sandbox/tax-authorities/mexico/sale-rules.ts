import type { Element } from '@xmldom/xmldom';
import { Big } from 'big.js';
import { all, amount, sumOf, text } from './xml.ts';

/** Says why a PAC does not stamp a document. */
export interface SatRefusal {
  readonly code: string;
  readonly message: string;
}

/** One of the SAT's checks: of the whole document. */
export interface SatRule extends SatRefusal {
  readonly holds: (root: Element) => boolean;
}

/** Says what a document's own amounts have; the currencies that the sandbox knows have two, or none. */
const decimalsOf = (root: Element): number => (['CLP', 'PYG'].includes(text(root, 'Moneda')) ? 0 : 2);
const rounded = (value: Big, root: Element): Big => value.round(decimalsOf(root));

const conceptsOf = (root: Element): readonly Element[] => all(root, 'Conceptos/Concepto');
const conceptTaxes = (root: Element): readonly Element[] =>
  all(root, 'Conceptos/Concepto/Impuestos/Traslados/Traslado');
const documentTaxes = (root: Element): readonly Element[] => all(root, 'Impuestos/Traslados/Traslado');

const kindOfTax = (tax: Element): string =>
  ['Impuesto', 'TipoFactor', 'TasaOCuota'].map((name) => text(tax, name)).join();

/** Checks whether a summary's amounts are the rounded sums of what the concepts say of the same tax. */
const sumsUp =
  (name: string) =>
  (root: Element): boolean =>
    documentTaxes(root).every((tax) => {
      const same = conceptTaxes(root).filter((other) => kindOfTax(other) === kindOfTax(tax));
      return amount(tax, name).eq(rounded(sumOf(same, name), root));
    });

const taxRates = ['0.160000', '0.080000', '0.000000'];

/** Checks the arithmetic of the SAT's matrix of CFDI 4.0, for incomes (I) and what is taken off them (E). */
export const saleRules: readonly SatRule[] = [
  {
    code: 'CFDI40105',
    message: 'What is paid later has the form of payment 99',
    holds: (root) => text(root, 'MetodoPago') !== 'PPD' || text(root, 'FormaPago') === '99',
  },
  {
    code: 'CFDI40108',
    message: 'SubTotal is the sum of the concepts',
    holds: (root) => amount(root, 'SubTotal').eq(rounded(sumOf(conceptsOf(root), 'Importe'), root)),
  },
  {
    code: 'CFDI40110',
    message: 'Descuento is the sum of the concepts’, and not more than SubTotal',
    holds: (root) =>
      amount(root, 'Descuento').lte(amount(root, 'SubTotal')) &&
      amount(root, 'Descuento').eq(rounded(sumOf(conceptsOf(root), 'Descuento'), root)),
  },
  {
    code: 'CFDI40115',
    message: 'Other currencies than pesos need their TipoCambio',
    holds: (root) => text(root, 'Moneda') === 'MXN' || root.hasAttribute('TipoCambio'),
  },
  {
    code: 'CFDI40119',
    message: 'Total is SubTotal less Descuento and with the taxes',
    holds: (root) =>
      amount(root, 'Total').eq(
        amount(root, 'SubTotal')
          .minus(amount(root, 'Descuento'))
          .plus(sumOf(all(root, 'Impuestos'), 'TotalImpuestosTrasladados')),
      ),
  },
  {
    code: 'CFDI40166',
    message: 'ValorUnitario is more than 0',
    holds: (root) => conceptsOf(root).every((concept) => amount(concept, 'ValorUnitario').gt(0)),
  },
  {
    code: 'CFDI40167',
    message: 'Importe is Cantidad times ValorUnitario',
    holds: (root) =>
      conceptsOf(root).every((concept) =>
        canBeProduct(
          amount(concept, 'Importe'),
          written(text(concept, 'Cantidad')),
          written(text(concept, 'ValorUnitario')),
          decimalsOf(root),
        ),
      ),
  },
  {
    code: 'CFDI40169',
    message: 'A concept’s Descuento is not more than its Importe',
    holds: (root) => conceptsOf(root).every((concept) => amount(concept, 'Descuento').lte(amount(concept, 'Importe'))),
  },
  {
    code: 'CFDI40171',
    message: 'Concepts that are taxed (02) say their taxes',
    holds: (root) =>
      conceptsOf(root).every(
        (concept) => text(concept, 'ObjetoImp') !== '02' || all(concept, 'Impuestos/Traslados/Traslado').length > 0,
      ),
  },
  {
    code: 'CFDI40172',
    message: 'Concepts that are not taxed have no taxes',
    holds: (root) =>
      conceptsOf(root).every(
        (concept) => text(concept, 'ObjetoImp') === '02' || all(concept, 'Impuestos').length === 0,
      ),
  },
  {
    code: 'CFDI40174',
    message: 'The Base of a tax is more than 0',
    holds: (root) => conceptTaxes(root).every((tax) => amount(tax, 'Base').gt(0)),
  },
  {
    code: 'CFDI40177',
    message: 'What is exempt has neither rate nor amount',
    holds: (root) =>
      [...conceptTaxes(root), ...documentTaxes(root)].every(
        (tax) =>
          text(tax, 'TipoFactor') !== 'Exento' || !(tax.hasAttribute('TasaOCuota') || tax.hasAttribute('Importe')),
      ),
  },
  {
    code: 'CFDI40178',
    message: 'A tax with a rate has its rate and its amount',
    holds: (root) =>
      [...conceptTaxes(root), ...documentTaxes(root)].every(
        (tax) => text(tax, 'TipoFactor') !== 'Tasa' || (tax.hasAttribute('TasaOCuota') && tax.hasAttribute('Importe')),
      ),
  },
  {
    code: 'CFDI40179',
    message: 'IVA is 16%, 8% or 0%',
    holds: (root) =>
      conceptTaxes(root).every(
        (tax) => text(tax, 'TipoFactor') !== 'Tasa' || taxRates.includes(text(tax, 'TasaOCuota')),
      ),
  },
  {
    code: 'CFDI40180',
    message: 'The Importe of a tax is its Base times its rate',
    holds: (root) =>
      conceptTaxes(root).every(
        (tax) =>
          text(tax, 'TipoFactor') !== 'Tasa' ||
          canBeProduct(
            amount(tax, 'Importe'),
            written(text(tax, 'Base')),
            exactly(text(tax, 'TasaOCuota')),
            decimalsOf(root),
          ),
      ),
  },
  {
    code: 'CFDI40205',
    message: 'TotalImpuestosTrasladados is the sum of the taxes',
    holds: (root) =>
      sumOf(all(root, 'Impuestos'), 'TotalImpuestosTrasladados').eq(sumOf(documentTaxes(root), 'Importe')),
  },
  {
    code: 'CFDI40212',
    message: 'Where there are taxes with a rate there is TotalImpuestosTrasladados',
    holds: (root) =>
      documentTaxes(root).every((tax) => text(tax, 'TipoFactor') === 'Exento') ||
      all(root, 'Impuestos').some((taxes) => taxes.hasAttribute('TotalImpuestosTrasladados')),
  },
  {
    code: 'CFDI40213',
    message: 'Every tax of the concepts is in the summary',
    holds: (root) => {
      const summed = documentTaxes(root).map(kindOfTax);
      return conceptTaxes(root).every((tax) => summed.includes(kindOfTax(tax)));
    },
  },
  { code: 'CFDI40215', message: 'The Base of a tax is the sum of the concepts’', holds: sumsUp('Base') },
  {
    code: 'CFDI40218',
    message: 'There is one summary of each tax',
    holds: (root) => {
      const kinds = documentTaxes(root).map(kindOfTax);
      return new Set(kinds).size === kinds.length;
    },
  },
  { code: 'CFDI40221', message: 'The Importe of a tax is the sum of the concepts’', holds: sumsUp('Importe') },
];

/** Describes a value as it is written: the more decimals, the surer. */
interface Written {
  readonly value: Big;
  /** Half of its last decimal. */
  readonly half: Big;
}

export const written = (value: string): Written => ({
  value: new Big(value),
  half: new Big(10).pow(-(value.split('.')[1]?.length ?? 0)).div(2),
});

export const exactly = (value: string): Written => ({ value: new Big(value), half: new Big(0) });

const almost = new Big('0.000000000001');

/**
 * Checks whether an amount can be the product of two values, given how they are written: between what the least and the most of both
 * give, cut off and rounded up to the currency's decimals.
 */
export const canBeProduct = (product: Big, left: Written, right: Written, decimals: number): boolean => {
  const lowest = left.value.minus(left.half).times(right.value.minus(right.half)).round(decimals, Big.roundDown);
  const highest = most(left).times(most(right)).round(decimals, Big.roundUp);
  return product.gte(lowest) && product.lte(highest);
};

const most = ({ value, half }: Written): Big => (half.eq(0) ? value : value.plus(half).minus(almost));
