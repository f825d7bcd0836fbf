import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCfdi } from '../../../../adapters/sandbox/tax-authorities/mexico/xml.ts';
import { ruleRefusal } from '../../../../adapters/sandbox/tax-authorities/mexico/rules.ts';
import { formatMinor } from '../../../../domain/shared/money.ts';
import type { TaxAuthority } from '../../../../application/ports/tax-authority.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { anyPayment, anyPricing, creditNote, documentOf, kinds, paymentReceipt, receipt } from './documents.ts';
import { noPac, open } from './sat-fixture.ts';

describe('the SAT’s arithmetic', () => {
  let sat: TaxAuthority;

  before(async () => {
    sat = await open(noPac);
  });

  const refusalOf = async (document: NumberedDocument, change = (xml: string): string => xml) =>
    ruleRefusal(readCfdi(change((await sat.sign(document)).xml)));

  for (const [name, document] of Object.entries(kinds)) {
    it(`takes: ${name}`, async () => {
      assert.equal(await refusalOf(document), undefined);
    });
  }

  for (const [name, changes] of Object.entries({ invoices: {}, receipts: receipt, 'credit notes': creditNote })) {
    it(`takes ${name} of any sale, whose total is what is paid`, () =>
      fc.assert(
        fc.asyncProperty(anyPricing, async (pricing) => {
          const document = documentOf(pricing, changes);
          const { xml } = await sat.sign(document);
          assert.equal(ruleRefusal(readCfdi(xml)), undefined);
          assert.equal(readCfdi(xml).getAttribute('Total'), formatMinor(document.totals.total, document.currency));
        }),
        { numRuns: 60 },
      ));
  }

  it('takes payments of any amounts', () =>
    fc.assert(
      fc.asyncProperty(anyPayment, async (pricing) => {
        const document = documentOf(pricing, paymentReceipt);
        const due = { before: document.totals.total * 2, installment: 1 };
        assert.equal(await refusalOf({ ...document, reference: { ...document.reference!, due } }), undefined);
      }),
      { numRuns: 60 },
    ));

  const broken: readonly (readonly [string, keyof typeof kinds, string | RegExp, string])[] = [
    ['CFDI40105', 'invoice to be paid later', 'FormaPago="99"', 'FormaPago="03"'],
    ['CFDI40108', 'invoice', 'SubTotal="100.00"', 'SubTotal="100.01"'],
    ['CFDI40110', 'invoice with a gift', / Descuento="[^"]*" Moneda/, ' Moneda'],
    ['CFDI40115', 'invoice in dollars', ' TipoCambio="18.500000"', ''],
    ['CFDI40119', 'invoice', ' Total="116.00"', ' Total="116.01"'],
    ['CFDI40130', 'receipt', /<cfdi:InformacionGlobal[^>]*>/, ''],
    ['CFDI40146', 'invoice', 'Nombre="KARLA FUENTE NOLASCO"', 'Nombre="PUBLICO EN GENERAL"'],
    ['CFDI40149', 'receipt', 'DomicilioFiscalReceptor="42501"', 'DomicilioFiscalReceptor="01160"'],
    ['CFDI40161', 'receipt', 'UsoCFDI="S01"', 'UsoCFDI="G03"'],
    ['CFDI40166', 'invoice', 'ValorUnitario="100.00"', 'ValorUnitario="0"'],
    ['CFDI40167', 'invoice', 'ValorUnitario="100.00"', 'ValorUnitario="300.00"'],
    ['CFDI40171', 'invoice of what is exempt', /<cfdi:Impuestos>.*?<\/cfdi:Impuestos>/, ''],
    ['CFDI40172', 'invoice', 'ObjetoImp="02"', 'ObjetoImp="01"'],
    ['CFDI40179', 'invoice', /TasaOCuota="0.160000"/g, 'TasaOCuota="0.190000"'],
    [
      'CFDI40180',
      'invoice',
      /Importe="16.00"\/><\/cfdi:Traslados><\/cfdi:Impuestos><\/cfdi:Concepto>/,
      'Importe="16.02"/></cfdi:Traslados></cfdi:Impuestos></cfdi:Concepto>',
    ],
    ['CFDI40109', 'payment', 'SubTotal="0"', 'SubTotal="1"'],
    ['CRP20999', 'payment', 'ImpSaldoInsoluto="5000.00"', 'ImpSaldoInsoluto="4999.99"'],
    ['CRP20999', 'payment', 'MontoTotalPagos="4000.00"', 'MontoTotalPagos="4000.01"'],
  ];
  for (const [code, name, part, replacement] of broken) {
    it(`refuses as ${code} what is not so in: ${name}`, async () => {
      const refusal = await refusalOf(kinds[name]!, (xml) => {
        const changed = xml.replace(part, replacement);
        assert.notEqual(changed, xml);
        return changed;
      });
      assert.equal(refusal?.code, code);
    });
  }
});
