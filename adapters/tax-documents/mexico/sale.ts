import { formatMinor, type Minor } from '../../../domain/shared/money.ts';
import type { DocumentContent } from '../../../domain/tax-document/document.ts';
import { formatPrice } from './amounts.ts';
import { anonymousConceptsOf, conceptsOf, type Concept } from './concepts.ts';
import type { Making } from './making.ts';
import { isToThePublic } from './receiver.ts';
import type { TaxShare } from './tax-shares.ts';
import { traslados } from './traslados.ts';
import { node, type XmlNode } from './xml-node.ts';

/** What a CFDI over a sale, or over a change of one, says of money. */
export interface Sale {
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly total: Minor;
  readonly concepts: XmlNode;
  /** Absent if nothing was to tax. */
  readonly taxes?: XmlNode;
}

/** The document is one of those that sum up sales to the public: an income from nobody in particular. */
export const isGlobal = (document: DocumentContent): boolean =>
  document.kind !== 'credit_note' && document.kind !== 'payment_receipt' && isToThePublic(document);

/** @throws Error if nothing in it costs anything: there is no such CFDI */
export const saleOf = ({ document, goodsCodesOf }: Making): Sale => {
  const concepts = isGlobal(document) ? anonymousConceptsOf(document) : conceptsOf(document, goodsCodesOf);
  if (concepts.length === 0) throw new Error(`${document.documentId}: there is no CFDI over nothing`);
  const subtotal = sum(concepts.map(({ amount }) => amount));
  const discount = sum(concepts.map((concept) => concept.discount));
  const shares = byRate(concepts.map(({ share }) => share).filter(({ base }) => base > 0));
  return {
    subtotal,
    discount,
    total: subtotal - discount + sum(shares.map(({ tax }) => tax)),
    concepts: node(
      'cfdi:Conceptos',
      {},
      concepts.map((concept) => conceptNode(concept, document)),
    ),
    ...(shares.length > 0 && { taxes: taxesNode(shares, document) }),
  };
};

const sum = (amounts: readonly Minor[]): Minor => amounts.reduce((total, amount) => total + amount, 0);

/** Adds up what the concepts have of each rate, in the order of their first. */
const byRate = (shares: readonly TaxShare[]): readonly TaxShare[] => {
  const sums = new Map<number, TaxShare>();
  for (const { rate, base, tax } of shares) {
    const before = sums.get(rate) ?? { base: 0, tax: 0 };
    sums.set(rate, { rate, base: before.base + base, tax: before.tax + tax });
  }
  return [...sums.values()];
};

/** c_ObjetoImp: subject to tax and taxed; subject to tax, but there is none. */
const taxable = '02';
const nothingToTax = '04';

const conceptNode = (concept: Concept, { currency }: DocumentContent): XmlNode => {
  const { amount, discount, share } = concept;
  const isTaxed = share.base > 0;
  return node(
    'cfdi:Concepto',
    {
      ClaveProdServ: concept.product,
      NoIdentificacion: concept.identification,
      Cantidad: concept.quantity,
      ClaveUnidad: concept.unit,
      Descripcion: concept.description,
      ValorUnitario: formatPrice(concept.unitValue),
      Importe: formatMinor(amount, currency),
      Descuento: discount === 0 ? undefined : formatMinor(discount, currency),
      ObjetoImp: isTaxed ? taxable : nothingToTax,
    },
    isTaxed ? [node('cfdi:Impuestos', {}, [traslados('cfdi', '', [share], currency)])] : [],
  );
};

const taxesNode = (shares: readonly TaxShare[], { currency }: DocumentContent): XmlNode => {
  const total = formatMinor(sum(shares.map(({ tax }) => tax)), currency);
  const isExempt = shares.every(({ rate }) => rate === 0);
  return node('cfdi:Impuestos', { TotalImpuestosTrasladados: isExempt ? undefined : total }, [
    traslados('cfdi', '', shares, currency),
  ]);
};
