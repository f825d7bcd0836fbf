import { z } from 'zod';
import { documentStatuses } from '../../../../domain/documents/events.ts';
import { taxRegimeNames } from '../../../../domain/tax-document/regimes/regimes.ts';
import { address, amount, currency, id, text } from '../shared/fields.ts';

export const documentParams = z.strictObject({ document_id: id });

const kinds = z.enum(['invoice', 'receipt', 'credit_note', 'debit_note', 'payment_receipt']);

/** Describes a charge on top: the only document that is made by hand. */
export const newDocument = z.strictObject({
  kind: z.literal('debit_note'),
  amount,
  currency,
  reason: text(200),
});

/** Says whom the documents of an order are made out to. */
export const taxReceiver = z
  .strictObject({
    tax_id: text(20).describe('RUT, RUC or DNI, RFC'),
    legal_name: text(200),
    activity: text(80).exactOptional().describe('Chile: giro'),
    tax_regime: z
      .string()
      .regex(/^\d{3}$/, 'must be a code of c_RegimenFiscal')
      .exactOptional(),
    cfdi_use: z
      .string()
      .regex(/^[A-Z]{1,2}\d{2}$/, 'must be a code of c_UsoCFDI')
      .exactOptional(),
    email: z.email().max(254).exactOptional(),
    address: address.exactOptional(),
  })
  .meta({ id: 'TaxReceiver' });

const summary = {
  document_id: z.string(),
  kind: kinds,
  document_type: z.string(),
  series: z.string(),
  folio: z.int().nullable(),
  status: z.enum(documentStatuses),
  total: z.number(),
  issued_at: z.string(),
};

/** Describes a document as its order shows it. */
export const documentSummary = z.object(summary).meta({ id: 'TaxDocumentSummary' });

/** Describes a document as it is read. */
export const document = z
  .object({
    ...summary,
    version: z.int(),
    order_id: z.string(),
    order_number: z.string(),
    regime: z.enum(taxRegimeNames),
    currency,
    prices: z.enum(['inclusive', 'exclusive']),
    rounding: z.enum(['by_line', 'by_total']),
    issuer: z.object({ tax_id: z.string(), legal_name: z.string() }),
    receiver: taxReceiver.nullable(),
    items: z.array(
      z.object({
        order_item_id: z.string().nullable(),
        sku: z.string(),
        description: z.string(),
        quantity: z.number(),
        unit_price: z.number(),
        subtotal: z.number(),
        discount: z.number(),
        tax_rate: z.number(),
        net: z.number(),
        exempt: z.number(),
        tax: z.number(),
        total: z.number(),
      }),
    ),
    totals: z.object({
      net: z.number(),
      exempt: z.number(),
      taxes: z.array(z.object({ rate: z.number(), base: z.number(), amount: z.number() })),
      tax: z.number(),
      total: z.number(),
    }),
    reference: z
      .object({
        document_id: z.string(),
        document_type: z.string(),
        series: z.string(),
        folio: z.int(),
        issued_at: z.string(),
      })
      .nullable(),
    reason: z.string().nullable(),
    authority_reference: z.string().nullable(),
    authority_notes: z.array(z.string()),
    rejection: z.object({ code: z.string(), message: z.string() }).nullable(),
    xml_sha256: z.string().nullable(),
  })
  .meta({ id: 'TaxDocument' });

/** Describes the documents of an order. */
export const orderDocuments = z.object({ items: z.array(document) });
