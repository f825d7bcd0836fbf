import { formatMinor, mulDivRound, type Minor } from '../../../domain/shared/money.ts';
import type { DocumentContent, DocumentReference, NumberedDocument } from '../../../domain/tax-document/document.ts';
import { formOfPayment, type FormsOfPayment } from './catalogues.ts';
import { traslados, type TaxShare } from './lines.ts';
import { formatMillionths, million, type Millionths } from './text.ts';
import { node, type XmlNode } from './xml.ts';

/** Holds what the complement of a payment is made of. */
export interface PaymentMaking {
  readonly document: NumberedDocument;
  /** Where it is issued: `2026-11-23T10:15:00`. */
  readonly localTime: string;
  /** What a unit of the currency is worth in pesos. */
  readonly exchangeRate: Millionths;
  readonly formsOfPayment: FormsOfPayment;
}

/** Describes a document that the SAT has stamped. */
interface StampedReference extends DocumentReference {
  /** Its UUID. */
  readonly authorityReference: string;
}

/** @throws Error without its UUID: the SAT has not seen what this document is about */
export const stampedReference = (
  { documentId }: DocumentContent,
  reference: DocumentReference | null,
): StampedReference => {
  const uuid = reference?.authorityReference ?? null;
  if (reference === null || uuid === null) throw new Error(`${documentId}: what it is about has no UUID of the SAT`);
  return { ...reference, authorityReference: uuid };
};

/** Writes the complement that says which invoice was paid, how much of it and how much of that is tax (Pagos 2.0). */
export const paymentComplement = (making: PaymentMaking, invoice: StampedReference): XmlNode => {
  const { document, localTime, exchangeRate, formsOfPayment } = making;
  const { currency, totals } = document;
  const shares = sharesOf(document);
  return node('pago20:Pagos', { Version: '2.0' }, [
    totalsNode(shares, making),
    node(
      'pago20:Pago',
      {
        FechaPago: localTime,
        FormaDePagoP: formOfPayment(document, formsOfPayment),
        MonedaP: currency,
        TipoCambioP: currency === 'MXN' ? '1' : formatMillionths(exchangeRate),
        Monto: formatMinor(totals.total, currency),
      },
      [
        paidInvoice(document, invoice, shares),
        node('pago20:ImpuestosP', {}, [traslados('pago20', 'P', shares, currency)]),
      ],
    ),
  ]);
};

const paidInvoice = (
  { currency, totals }: DocumentContent,
  { authorityReference, series, folio, total, due = { before: total, installment: 1 } }: StampedReference,
  shares: readonly TaxShare[],
): XmlNode =>
  node(
    'pago20:DoctoRelacionado',
    {
      IdDocumento: authorityReference,
      Serie: series,
      Folio: String(folio),
      MonedaDR: currency,
      EquivalenciaDR: '1',
      NumParcialidad: String(due.installment),
      ImpSaldoAnt: formatMinor(due.before, currency),
      ImpPagado: formatMinor(totals.total, currency),
      ImpSaldoInsoluto: formatMinor(due.before - totals.total, currency),
      ObjetoImpDR: '02',
    },
    [node('pago20:ImpuestosDR', {}, [traslados('pago20', 'DR', shares, currency)])],
  );

const sharesOf = ({ totals }: DocumentContent): readonly TaxShare[] => [
  ...totals.taxes.map(({ rate, base, amount }) => ({ rate, base, tax: amount })),
  ...(totals.exempt > 0 ? [{ rate: 0, base: totals.exempt, tax: 0 }] : []),
];

/** Lists the rates that the totals have names for. */
const namesOfRates = new Map([
  [160_000, 'IVA16'],
  [80_000, 'IVA8'],
]);

/** In pesos, whatever was paid in. */
const totalsNode = (shares: readonly TaxShare[], { document, exchangeRate }: PaymentMaking): XmlNode => {
  const inPesos = (amount: Minor): string => formatMinor(mulDivRound(amount, exchangeRate, million), 'MXN');
  const taxed = [...namesOfRates].flatMap(([rate, name]): [string, string][] =>
    shares
      .filter((share) => share.rate === rate)
      .flatMap(({ base, tax }): [string, string][] => [
        [`TotalTrasladosBase${name}`, inPesos(base)],
        [`TotalTrasladosImpuesto${name}`, inPesos(tax)],
      ]),
  );
  const exempt = shares.find(({ rate }) => rate === 0);
  return node('pago20:Totales', {
    ...Object.fromEntries(taxed),
    TotalTrasladosBaseIVAExento: exempt === undefined ? undefined : inPesos(exempt.base),
    MontoTotalPagos: inPesos(document.totals.total),
  });
};
