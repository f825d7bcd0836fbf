import assert from 'node:assert/strict';
import fc from 'fast-check';
import { envelope } from '../../../../adapters/tax-documents/chile/document.ts';
import { openSigningKey } from '../../../../adapters/tax-documents/chile/sign.ts';
import type { NoteReason } from '../../../../domain/tax-document/regimes/regime.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { envelopeFaults } from '../../../support/schemas/chile/validate.ts';
import { creditNote, debitNote, invoice, issuer, numbered, receiver, taxLine } from './documents.ts';
import { signedXml } from './reading.ts';
import { keys, resolution } from './sii-fixture.ts';

const sent = async (document: NumberedDocument): Promise<string> => {
  const { certificatePem, privateKeyPem } = (await keys()).certificate;
  return envelope(document, await signedXml(document), resolution, openSigningKey(certificatePem, privateKeyPem));
};

const exempt = taxLine({ taxRate: 0, net: 0, exempt: 2380, tax: 0 });
const discounted = taxLine({ discount: 1190, net: 1000, tax: 190, total: 1190 });
const free = taxLine({ discount: 2380, net: 0, tax: 0, total: 0 });
const weighed = taxLine({ quantity: 333, unitPrice: 990, subtotal: 330, net: 277, tax: 53, total: 330, sku: '' });

// Gross 5000, 3000 and 3000 less a coupon of 1000, with VAT of 19%.
const couponed = (nets: readonly [number, number, number]) =>
  [4546, 2727, 2727].map((total, index) =>
    taxLine({
      quantity: 1000,
      unitPrice: index === 0 ? 5000 : 3000,
      subtotal: index === 0 ? 5000 : 3000,
      discount: index === 0 ? 454 : 273,
      net: nets[index]!,
      tax: total - nets[index]!,
      total,
    }),
  );
const byTotal = couponed([3820, 2292, 2291]);
const byLine = couponed([3820, 2292, 2292]);

const long = 'Ñandú – “Ωmega” & <Cía> '.repeat(20);
const wordy = {
  lines: [taxLine({ description: long, sku: long })],
  issuer: { ...issuer, legalName: long, activity: long, address: { ...issuer.address, line1: long, city: long } },
  personal: {
    receiver: { ...receiver, legalName: long, activity: long, address: { ...issuer.address, line1: long, city: long } },
  },
  reasonText: long,
};

const many = (count: number) => Array.from({ length: count }, (_, index) => (index % 3 === 0 ? exempt : taxLine()));

const sales: readonly (readonly [string, Partial<NumberedDocument>])[] = [
  ['plain', {}],
  ['exempt and taxed lines', { lines: [exempt, taxLine()] }],
  ['exempt lines only', { lines: [exempt] }],
  ['discounts and a free line', { lines: [discounted, free, weighed] }],
  ['rounding by total', { lines: byTotal }],
  ['rounding by line', { lines: byLine, rounding: 'by_line' }],
  ['long names and odd characters', wordy],
  ['on credit', { payment: { method: 'credit_terms', terms: 'deferred' } }],
  ['a hundred lines', { lines: many(100) }],
  ['a receiver without an activity or an address', { personal: { receiver: { taxId: '1-9', legalName: 'Ana' } } }],
];

const reasons: readonly NoteReason[] = ['cancellation', 'full_return', 'partial_return', 'undelivered', 'discount'];

const documents: readonly (readonly [string, NumberedDocument])[] = [
  ...sales.flatMap(([name, changes]) => [
    [`invoice: ${name}`, invoice(changes)] as const,
    [`receipt: ${name}`, numbered(changes)] as const,
  ]),
  ...reasons.flatMap((noteReason) => [
    [`credit note of an invoice: ${noteReason}`, creditNote(invoice(), { noteReason })] as const,
    [`credit note of a receipt: ${noteReason}`, creditNote(numbered(), { noteReason })] as const,
  ]),
  ['credit note with long names', creditNote(invoice(), wordy)],
  ['debit note of an invoice', debitNote(invoice())],
  ['debit note of a receipt, without a reason in words', debitNote(numbered(), { reasonText: null })],
];

const faultsOf = async (some: readonly NumberedDocument[]) => envelopeFaults(await Promise.all(some.map(sent)));

describe("Chilean documents and the SII's schemas", () => {
  let faults: readonly (readonly string[])[];

  before(async () => {
    faults = await faultsOf(documents.map(([, document]) => document));
  });

  for (const [index, [name]] of documents.entries()) {
    it(name, () => {
      assert.deepEqual(faults[index], []);
    });
  }

  it('any texts, any amounts', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 150 });
    const line = fc
      .record({
        description: text,
        net: fc.nat(1_000_000),
        discount: fc.nat(1_000),
        quantity: fc.integer({ min: 1, max: 100_000 }),
      })
      .map(({ net, discount, ...rest }) => {
        const tax = Math.round(net * 0.19);
        const total = net + tax;
        return taxLine({ ...rest, net, tax, total, discount, subtotal: total + discount });
      });
    const document = fc
      .record({
        legalName: text,
        lines: fc.array(line, { minLength: 1, maxLength: 5 }),
        make: fc.constantFrom(invoice, numbered),
      })
      .map(({ legalName, lines, make }) => make({ lines, personal: { receiver: { ...receiver, legalName } } }));
    await fc.assert(
      fc.asyncProperty(fc.array(document, { minLength: 30, maxLength: 30 }), async (some) => {
        assert.deepEqual((await faultsOf(some)).flat(), []);
      }),
      { numRuns: 1 },
    );
  });

  it('would tell a name that is too long, an amount that is none, an element out of place', async () => {
    const xml = await sent(invoice());
    const broken = [
      xml.replace('<RznSocRecep>', `<RznSocRecep>${'x'.repeat(100)}`),
      xml.replace('<MntTotal>2380<', '<MntTotal>23.80<'),
      xml.replace(/(<MntNeto>\d+<\/MntNeto>)\n(<TasaIVA>\d+<\/TasaIVA>)/, '$2\n$1'),
    ];
    assert.deepEqual(
      (await envelopeFaults([xml, ...broken])).map(({ length }) => length > 0),
      [false, true, true, true],
    );
  });
});
