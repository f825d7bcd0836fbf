import assert from 'node:assert/strict';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { generate } from '../../../../adapters/tax-documents/peru/document.ts';
import { brokenRules } from '../../../../adapters/sandbox/tax-authorities/peru/rules.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { anyDocument, documentOf, igv, onePiece, referenceTo, type Pricing } from './documents.ts';

const xmlOf = (document: NumberedDocument): string => generate(document, { creditDays: 30 });

const broken = (xml: string): readonly string[] =>
  brokenRules(new DOMParser().parseFromString(xml, 'text/xml').documentElement!).map(({ code }) => code);

const mixed: Pricing = {
  lines: [
    { unitPrice: 23_600, quantity: 2000, discount: 4_720, taxRate: igv },
    { unitPrice: 10_000, quantity: 1500, discount: 0, taxRate: 0 },
  ],
  mode: 'inclusive',
  rounding: 'by_line',
};

const onTerms = documentOf('01', mixed, { payment: { method: 'credit_terms', terms: 'deferred' } });

describe("SUNAT's rules", () => {
  it('are kept by any document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        fc.pre(document.totals.total > 0);
        assert.deepEqual(broken(xmlOf(document)), []);
      }),
      { numRuns: 60 },
    );
  });

  it('are kept by a hundred lines of any cents, however they are rounded', () => {
    for (const rounding of ['by_line', 'by_total'] as const) {
      const lines = Array.from({ length: 100 }, (_, index) => ({
        unitPrice: 3 + index * 7,
        quantity: 1000,
        discount: index % 3,
        taxRate: igv,
      }));
      assert.deepEqual(broken(xmlOf(documentOf('01', { lines, mode: 'inclusive', rounding }))), []);
    }
  });

  /** What is changed in a document that keeps to all rules, and the rules that it breaks then. */
  const changes: readonly (readonly [NumberedDocument, string | RegExp, string, readonly string[]])[] = [
    [onTerms, '>2.1<', '>2.0<', ['2074']],
    [onTerms, '>2.0<', '>1.0<', ['2072']],
    [onTerms, 'schemeID="6">20131312955', 'schemeID="1">12345678', ['2800']],
    [onTerms, '>20131312955<', '>20131312956<', ['2017']],
    [documentOf('03'), 'schemeID="-">0', 'schemeID="1">1234567', ['2801']],
    [documentOf('03'), 'CLIENTES VARIOS', '', ['2021']],
    [onTerms, 'currencyID="PEN"', 'currencyID="USD"', ['2337']],
    [onTerms, /<cac:TaxTotal>.*?<\/cac:TaxTotal>(?=<cac:Legal)/, '', ['2956', '3277', '3275', '3291', '3279']],
    [onTerms, /(<cac:TaxTotal>.*?<\/cac:TaxTotal>)(?=<cac:Legal)/, '$1$1', ['3024', '3294']],
    [
      documentOf('01'),
      /(<\/cac:PricingReference>)<cac:TaxTotal>.*?<\/cac:TaxTotal>/,
      '$1',
      ['3195', '3105', '3270', '3272', '3277', '3291'],
    ],
    [documentOf('01'), /100\.00(?=<\/cbc:TaxableAmount>.{1,80}<cac:TaxCategory><cbc:Percent)/, '103.00', ['3272']],
    [documentOf('01'), /100\.00(?=<\/cbc:TaxableAmount>.{1,80}<cac:TaxCategory><cac:TaxScheme)/, '103.00', ['3277']],
    [onTerms, /150\.00(?=<\/cbc:TaxableAmount>.{1,80}<cac:TaxCategory><cac:TaxScheme)/, '153.00', ['3275']],
    [documentOf('01'), /18\.00(?=<\/cbc:TaxAmount><cac:TaxCategory><cac:TaxScheme)/, '20.00', ['3291', '3294']],
    [documentOf('01'), /18\.00(?=<\/cbc:TaxAmount><cac:TaxCategory><cbc:Percent)/, '20.00', ['3292']],
    [
      onTerms,
      /(?<head>cbc:Amount currencyID="PEN">)[\d.]+(?=<\/cbc:Amount>(?:<cbc:PaymentDueDate|<\/cac:PaymentTerms))/g,
      '$<head>9999.00',
      ['3265'],
    ],
    [
      documentOf('07'),
      '<cac:TaxTotal>',
      '<cac:PaymentTerms><cbc:PaymentMeansID>Contado</cbc:PaymentMeansID></cac:PaymentTerms><cac:TaxTotal>',
      ['3246'],
    ],
    [onTerms, /(<cac:AllowanceCharge>.*?)(<cac:TaxTotal>.*?<\/cac:TaxTotal>)/, '$1$2$2', ['3026', '3292']],
    [
      onTerms,
      /<cbc:ID>1000(?=.*?<cac:Item)(?!.*<cac:InvoiceLine>.*<cac:InvoiceLine>)/,
      '<cbc:ID>9999',
      ['3105', '3277', '3291'],
    ],
    [onTerms, />212\.40</, '>213.50<', ['3270']],
    [onTerms, '>200.00<', '>202.00<', ['3271']],
    [documentOf('01'), '>18.00</cbc:Percent>', '>19.00</cbc:Percent>', ['3462']],
    [documentOf('01'), />18\.00</, '>20.00<', ['3294', '3279']],
    [documentOf('01'), />118\.00<(?=\/cbc:Payable)/, '>120.00<', ['3280']],
    [documentOf('01'), />118\.00<(?=\/cbc:TaxInclusive)/, '>120.00<', ['3279', '3280']],
    [documentOf('01'), />100\.00<(?=\/cbc:LineExtensionAmount><cbc:TaxInclusive)/, '>102.00<', ['3278']],
    [documentOf('01'), 'FormaPago', 'Otro', ['3244']],
    [onTerms, 'Cuota001', 'Otra', ['3249', '3319']],
    [onTerms, /2026-12-23/, '2026-11-23', ['3267']],
    [documentOf('07'), '<cbc:ResponseCode>07', '<cbc:ResponseCode>14', ['2172']],
    [documentOf('08'), '<cbc:ResponseCode>02', '<cbc:ResponseCode>04', ['2173']],
    [documentOf('07'), '>01</cbc:DocumentType', '>03</cbc:DocumentType', ['2116']],
    [documentOf('08'), '>01</cbc:DocumentType', '>03</cbc:DocumentType', ['2204']],
    [documentOf('07', onePiece, { series: 'BC01' }), '~', '~', ['2399']],
    [documentOf('08', onePiece, { series: 'BD01' }), '~', '~', ['2400']],
    [documentOf('07'), /118\.00(?=<\/cbc:Payable)/, '120.00', ['4312']],
    [onTerms, 'ORD-2026-000042', 'ORD-2026-000042-000042', ['4233']],
  ];

  for (const [document, from, to, codes] of changes) {
    it(`notice ${codes.join(', ')}`, () => {
      assert.deepEqual(broken(xmlOf(document).replace(from, to)), codes);
    });
  }

  it('let notes change what they are of', () => {
    for (const type of ['07', '08'] as const) {
      const ofReceipt = { reference: referenceTo('03'), series: type === '07' ? 'BC01' : 'BD01' };
      assert.deepEqual(broken(xmlOf(documentOf(type, mixed, ofReceipt))), []);
    }
  });
});
