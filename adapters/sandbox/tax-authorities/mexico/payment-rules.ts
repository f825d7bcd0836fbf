import type { Element } from '@xmldom/xmldom';
import { Big } from 'big.js';
import { canBeProduct, exactly, written, type SatRule } from './sale-rules.ts';
import { all, amount, sumOf, text } from './xml.ts';

const paymentsOf = (root: Element): readonly Element[] => all(root, 'Complemento/Pagos/Pago');
const paidInvoices = (root: Element): readonly Element[] => all(root, 'Complemento/Pagos/Pago/DoctoRelacionado');

const totalOf = (root: Element, name: string): Big => sumOf(all(root, 'Complemento/Pagos/Totales'), name);

/** Says what all payments' taxes of a rate make in pesos. */
const inPesos = (root: Element, rate: string, name: string): Big =>
  paymentsOf(root)
    .reduce((sum, payment) => {
      const ofRate = all(payment, 'ImpuestosP/TrasladosP/TrasladoP').filter((tax) => text(tax, 'TasaOCuotaP') === rate);
      return sum.plus(sumOf(ofRate, name).times(amount(payment, 'TipoCambioP')));
    }, new Big(0))
    .round(2);

/** Says what a document of payments (P) must add up to, and must not have. The complement's own codes are summed up in one. */
export const paymentRules: readonly SatRule[] = [
  {
    code: 'CFDI40103',
    message: 'Payments have no FormaPago of their own',
    holds: (root) => !root.hasAttribute('FormaPago'),
  },
  {
    code: 'CFDI40109',
    message: 'SubTotal is 0',
    holds: (root) => amount(root, 'SubTotal').eq(0) && amount(root, 'Total').eq(0),
  },
  {
    code: 'CFDI40113',
    message: 'Moneda is XXX',
    holds: (root) => text(root, 'Moneda') === 'XXX',
  },
  {
    code: 'CFDI40125',
    message: 'Payments have no MetodoPago',
    holds: (root) => !root.hasAttribute('MetodoPago'),
  },
  {
    code: 'CFDI40161',
    message: 'UsoCFDI is CP01',
    holds: (root) => text(all(root, 'Receptor')[0], 'UsoCFDI') === 'CP01',
  },
  {
    code: 'CFDI40201',
    message: 'Payments have no taxes of their own',
    holds: (root) => all(root, 'Impuestos').length === 0,
  },
  {
    code: 'CRP20999',
    message: 'There is a payment, of a known form',
    holds: (root) =>
      paymentsOf(root).length > 0 && paymentsOf(root).every((payment) => text(payment, 'FormaDePagoP') !== '99'),
  },
  {
    code: 'CRP20999',
    message: 'What is left to pay is what was left before, less what is paid, and not less than 0',
    holds: (root) =>
      paidInvoices(root).every((invoice) => {
        const left = amount(invoice, 'ImpSaldoInsoluto');
        return left.gte(0) && left.eq(amount(invoice, 'ImpSaldoAnt').minus(amount(invoice, 'ImpPagado')));
      }),
  },
  {
    code: 'CRP20999',
    message: 'Monto is what the invoices are paid with',
    holds: (root) =>
      paymentsOf(root).every((payment) =>
        amount(payment, 'Monto').eq(sumOf(all(payment, 'DoctoRelacionado'), 'ImpPagado')),
      ),
  },
  {
    code: 'CRP20999',
    message: 'ImporteDR is BaseDR times its rate',
    holds: (root) =>
      paidInvoices(root)
        .flatMap((invoice) => all(invoice, 'ImpuestosDR/TrasladosDR/TrasladoDR'))
        .every(
          (tax) =>
            text(tax, 'TipoFactorDR') === 'Exento' ||
            canBeProduct(amount(tax, 'ImporteDR'), written(text(tax, 'BaseDR')), exactly(text(tax, 'TasaOCuotaDR')), 2),
        ),
  },
  {
    code: 'CRP20999',
    message: 'The taxes of a payment are the sum of its invoices’',
    holds: (root) =>
      paymentsOf(root).every((payment) => {
        const ofInvoices = all(payment, 'DoctoRelacionado/ImpuestosDR/TrasladosDR/TrasladoDR');
        return all(payment, 'ImpuestosP/TrasladosP/TrasladoP').every((tax) => {
          const same = ofInvoices.filter((other) => text(other, 'TasaOCuotaDR') === text(tax, 'TasaOCuotaP'));
          return amount(tax, 'BaseP').eq(sumOf(same, 'BaseDR')) && amount(tax, 'ImporteP').eq(sumOf(same, 'ImporteDR'));
        });
      }),
  },
  {
    code: 'CRP20999',
    message: 'Totales are the payments and their taxes in pesos',
    holds: (root) =>
      totalOf(root, 'MontoTotalPagos').eq(
        paymentsOf(root)
          .reduce(
            (sum, payment) => sum.plus(amount(payment, 'Monto').times(amount(payment, 'TipoCambioP'))),
            new Big(0),
          )
          .round(2),
      ) &&
      totalOf(root, 'TotalTrasladosBaseIVA16').eq(inPesos(root, '0.160000', 'BaseP')) &&
      totalOf(root, 'TotalTrasladosImpuestoIVA16').eq(inPesos(root, '0.160000', 'ImporteP')) &&
      totalOf(root, 'TotalTrasladosBaseIVA8').eq(inPesos(root, '0.080000', 'BaseP')) &&
      totalOf(root, 'TotalTrasladosImpuestoIVA8').eq(inPesos(root, '0.080000', 'ImporteP')) &&
      totalOf(root, 'TotalTrasladosBaseIVAExento').eq(inPesos(root, '', 'BaseP')),
  },
];
