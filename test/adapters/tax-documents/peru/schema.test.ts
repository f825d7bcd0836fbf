import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentTypeOf, documentTypes } from '../../../../adapters/tax-documents/peru/catalogues.ts';
import { generate } from '../../../../adapters/tax-documents/peru/document.ts';
import { xmlSigner } from '../../../../adapters/tax-documents/peru/sign.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { excerpt, official, schemaErrors, type UblSchemas } from '../../../support/schemas/peru/ubl-schemas.ts';
import { anyDocument, buyer, documentOf, issuer, onePiece, referenceTo } from './documents.ts';
import { issuerCertificate } from './sunat-fixture.ts';

const longText = 'Ñ & <á> "b" \u{1F600} '.repeat(200);

/** Every type, and what may be there or not. */
const edges: readonly NumberedDocument[] = [
  documentOf('01'),
  documentOf('01', onePiece, { payment: { method: 'credit_terms', terms: 'deferred' } }),
  documentOf('01', { ...onePiece, lines: [{ ...onePiece.lines[0]!, discount: 1000 }] }),
  documentOf('01', { ...onePiece, lines: [{ ...onePiece.lines[0]!, discount: 11_800 }] }),
  documentOf('01', { ...onePiece, lines: [{ ...onePiece.lines[0]!, taxRate: 0 }] }),
  documentOf('01', onePiece, { issuer: { ...issuer, addressCode: '', legalName: longText } }),
  documentOf('01', onePiece, { personal: { receiver: { ...buyer, legalName: longText, address: issuer.address } } }),
  documentOf('03'),
  documentOf('03', onePiece, { personal: { receiver: { taxId: '12345678', legalName: '' } } }),
  documentOf('03', onePiece, { personal: { receiver: { taxId: 'P 123 456', legalName: 'A\u0000B\nC\uFFFE' } } }),
  documentOf('07'),
  documentOf('07', onePiece, { reasonText: longText, reference: referenceTo('03'), series: 'BC01' }),
  documentOf('08'),
];

const kindOf = ({ documentType }: NumberedDocument) => documentTypes[documentTypeOf(documentType)];

const suite = (title: string, load: () => Promise<UblSchemas>): void => {
  describe(title, () => {
    let schemas: UblSchemas;
    let sign: ReturnType<typeof xmlSigner>;

    before(async () => {
      [schemas, sign] = [await load(), xmlSigner(await issuerCertificate())];
    });

    const errorsOf = async (documents: readonly NumberedDocument[]) => {
      const found = [];
      for (const kind of ['Invoice', 'CreditNote', 'DebitNote'] as const) {
        const ofKind = documents.filter((document) => kindOf(document) === kind);
        const xmls = ofKind.map((document) => sign(generate(document, { creditDays: 30 })).xml);
        if (xmls.length > 0) found.push(...(await schemaErrors(schemas, kind, xmls)));
      }
      return found;
    };

    it('are kept by every type and edge', async () => {
      assert.deepEqual(await errorsOf(edges), []);
    });

    it('are kept by any documents', async () => {
      const documents = fc.array(anyDocument, { minLength: 12, maxLength: 24 });
      await fc.assert(
        fc.asyncProperty(documents, async (some) => {
          assert.deepEqual(await errorsOf(some.filter(({ totals }) => totals.total > 0)), []);
        }),
        { numRuns: 1 },
      );
    });

    it('notice parts in another order, missing, or of another type', async () => {
      const { xml } = sign(generate(documentOf('01'), { creditDays: 30 }));
      const wrong = [
        xml.replace(/(<cbc:ID>F001-42<\/cbc:ID>)(<cbc:IssueDate>.*?<\/cbc:IssueDate>)/, '$2$1'),
        xml.replace(/<cac:AccountingCustomerParty>.*<\/cac:AccountingCustomerParty>/, ''),
        xml.replace('<cbc:IssueDate>2026-11-23', '<cbc:IssueDate>23-11-2026'),
        xml.replace(/ currencyID="PEN"/, ''),
        xml.replace('>118.00<', '>S/ 118<'),
      ];
      const errors = await schemaErrors(schemas, 'Invoice', wrong);
      const noticed = wrong.map((_, index) => errors.some((error) => error.startsWith(`${index}.xml:`)));
      assert.deepEqual(
        noticed,
        wrong.map(() => true),
      );
    });
  });
};

suite("Our excerpt of UBL 2.1's schemas", excerpt);

const directory = process.env.UBL_XSD_DIR;
if (directory === undefined) {
  console.warn("SKIPPED: OASIS's UBL 2.1 schemas: see test/support/schemas/peru/README.md");
} else {
  suite("OASIS's UBL 2.1 schemas", () => official(directory));
}
