import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDocumentPrinter } from '../../../../adapters/main/compose/tax-regimes/regimes.ts';
import type { PrintableDocument } from '../../../../application/ports/document-printer.ts';
import { chileanInvoice, chileanNote, mexicanInvoice, peruvianInvoice, plainReceipt } from './support/documents.ts';
import { elementsOf, textOf } from './support/text-of.ts';

const breakers = [
  '<script>alert(1)</script>',
  '"><svg/onload=x>',
  "' onmouseover='x",
  '</style>',
  '-->',
  ']]>',
  '&#60;b',
  '\u0000',
  '\ud800',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'binary', maxLength: 12 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `x${parts.join('')}`);

const bases = [chileanInvoice, chileanNote, peruvianInvoice, mexicanInvoice, plainReceipt];

/** The text wherever somebody else than this program writes it. */
const withText = (base: PrintableDocument, text: string): PrintableDocument => {
  const address = { name: text, line1: text, line2: text, city: text, region: text, postal_code: text, country: 'CL' };
  return {
    ...base,
    orderNumber: text,
    issuer: { ...base.issuer, taxId: text, legalName: text, activity: text, address },
    lines: base.lines.map((line) => ({ ...line, sku: text, description: text })),
    reasonText: text,
    personal: {
      receiver: { taxId: text, legalName: text, activity: text, taxRegime: text, cfdiUse: text, address },
    },
  };
};

describe('text in printed documents', () => {
  const printer = openDocumentPrinter({ SII_RESOLUTION_NUMBER: 0, SII_RESOLUTION_DATE: undefined });

  it('is never anything but text', async () => {
    const harmless = new Map<PrintableDocument, readonly string[]>();
    for (const base of bases) harmless.set(base, elementsOf(await printer.print(withText(base, 'x'))));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bases), hostile, async (base, text) => {
        const page = await printer.print(withText(base, text));
        assert.deepEqual(elementsOf(page), harmless.get(base));
        const shown = text
          .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim();
        assert.ok(textOf(page).includes(shown), shown);
      }),
    );
  });
});
