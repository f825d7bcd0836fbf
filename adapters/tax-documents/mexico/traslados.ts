import type { Currency } from '../../../domain/shared/money.ts';
import { formatMinor } from '../../../domain/shared/money.ts';
import { formatMillionths } from './amounts.ts';
import type { TaxShare } from './tax-shares.ts';
import { node, type XmlNode } from './xml-node.ts';

/** IVA (c_Impuesto). */
const valueAddedTax = '002';

/**
 * Taxes that are passed on, as each part of a document writes them: with a `suffix` on all its names.
 * What has a rate of 0 is exempt, and names neither rate nor amount.
 *
 * @example traslados('pago20', 'DR', shares, 'MXN') // pago20:TrasladosDR > pago20:TrasladoDR BaseDR="100.00" …
 */
export const traslados = (
  prefix: 'cfdi' | 'pago20',
  suffix: '' | 'DR' | 'P',
  shares: readonly TaxShare[],
  currency: Currency,
): XmlNode =>
  node(
    `${prefix}:Traslados${suffix}`,
    {},
    shares.map(({ rate, base, tax }) =>
      node(`${prefix}:Traslado${suffix}`, {
        [`Base${suffix}`]: formatMinor(base, currency),
        [`Impuesto${suffix}`]: valueAddedTax,
        [`TipoFactor${suffix}`]: rate === 0 ? 'Exento' : 'Tasa',
        [`TasaOCuota${suffix}`]: rate === 0 ? undefined : formatMillionths(rate),
        [`Importe${suffix}`]: rate === 0 ? undefined : formatMinor(tax, currency),
      }),
    ),
  );
