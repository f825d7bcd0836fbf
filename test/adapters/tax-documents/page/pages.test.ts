import assert from 'node:assert/strict';
import { openDocumentPrinter } from '../../../../adapters/main/compose/tax-regimes/regimes.ts';
import type { PrintableDocument } from '../../../../application/ports/document-printer.ts';
import {
  chileanInvoice,
  chileanNote,
  chileanReceipt,
  mexicanInvoice,
  peruvianInvoice,
  plainReceipt,
} from './support/documents.ts';
import { textOf, treeOf } from './support/text-of.ts';

const printer = openDocumentPrinter({ SII_RESOLUTION_NUMBER: 80, SII_RESOLUTION_DATE: '2014-08-22' });

const says = async (document: PrintableDocument, ...fragments: readonly string[]): Promise<void> => {
  const text = textOf(await printer.print(document));
  let from = 0;
  for (const fragment of fragments) {
    const at = text.indexOf(fragment, from);
    assert.notEqual(at, -1, `no ${JSON.stringify(fragment)} in ${text.slice(from)}`);
    from = at + fragment.length;
  }
};

const saysNot = async (document: PrintableDocument, fragment: string): Promise<void> => {
  const text = textOf(await printer.print(document));
  assert.equal(text.includes(fragment), false, text);
};

describe('printed documents', () => {
  it('of Chile: the box, the parties, the amounts, the stamp', () =>
    says(
      chileanInvoice,
      'Comercial Ñandú & Cía. SpA Giro Venta al por menor Dirección Av. Principal 1, 06000, Ñuñoa',
      'R.U.T.: 76.123.456-0 FACTURA ELECTRÓNICA Nº 1234 S.I.I. - ÑUÑOA',
      'Señor(es) Ana "la Té" O’Higgins R.U.T. 11.111.111-1 Giro Cafetería Dirección Calle 2, Arica',
      'Fecha de emisión 23-11-2026 Hora 23:59:59',
      'precios con impuesto incluido',
      'SKU-L1 Té <negro> 1 5.000 454 4.546',
      'SKU-L3 Té blanco 1,25 2.400 273 2.727',
      'Monto neto 8.403 CLP IVA 19% 1.597 CLP Total 10.000 CLP',
      'Timbre Electrónico SII Res. 80 de 2014 - Verifique documento: www.sii.cl',
    ));

  it('of Chile: receipts and notes', async () => {
    await says(
      chileanReceipt,
      'R.U.T.: 76.123.456-0 BOLETA ELECTRÓNICA Nº 1234',
      'Té <negro> 1 × 5.000 − 454 4.546',
      'Timbre Electrónico SII',
    );
    await saysNot(chileanReceipt, 'Receptor');
    await says(
      chileanNote,
      'NOTA DE CRÉDITO ELECTRÓNICA Nº 7',
      'Documento de referencia FACTURA ELECTRÓNICA Nº 1234 (23-11-2026) Motivo Devolución parcial',
    );
    await says(
      { ...chileanNote, kind: 'debit_note', reasonText: 'Flete' },
      'NOTA DE DÉBITO ELECTRÓNICA',
      'Motivo Flete',
    );
  });

  it('of Peru: the number, the amount in words, what is taxed and what is not, the digest', async () => {
    await says(
      peruvianInvoice,
      'RUC 20000000001 FACTURA ELECTRÓNICA F001-00000123',
      'Señor(es) Bodega SAC RUC 20100070970',
      'Moneda PEN',
      '1,234.56',
      'Op. gravada S/ 1,041.24 Op. exonerada S/ 5.90 IGV 18% S/ 187.42 Importe total S/ 1,234.56',
      'Son: MIL DOSCIENTOS TREINTA Y CUATRO CON 56/100 SOLES Valor resumen: q1w2e3=',
      'Representación impresa de la FACTURA ELECTRÓNICA. Consulte el comprobante en www.sunat.gob.pe',
    );
    await says({ ...peruvianInvoice, currency: 'USD' }, 'Moneda USD', 'Importe total 1,234.56 USD');
  });

  it('of Mexico: what the stamp says', () =>
    says(
      mexicanInvoice,
      'ESCUELA KEMPER URGATE Régimen fiscal 601 Lugar de expedición 06000',
      'RFC: EKU9003173C9 FACTURA Serie y folio: A 42',
      'UNIVERSIDAD ROBOTICA ESPAÑOLA RFC URE180429TM6 Régimen fiscal 601 Domicilio fiscal 65000 Uso CFDI G03',
      'Forma de pago 04 Tarjeta de crédito Método de pago PUE Pago en una sola exhibición',
      'Subtotal 1,064.28 MXN IVA 16% 170.28 MXN Total 1,234.56 MXN',
      'Folio fiscal (UUID) 5C7B0622-01B4-4EB8-96D0-E0DEBD89FF0F',
      'Fecha y hora de emisión 2026-11-23T20:59:59',
      'No. de certificado del emisor 30001000000500003416',
      'No. de certificado del SAT 30001000000500003456',
      'Sello digital del CFDI c2VsbG8= Sello digital del SAT U0FU',
      '||1.1|5C7B0622-01B4-4EB8-96D0-E0DEBD89FF0F|2026-11-23T21:00:01|SPR190613I52|c2VsbG8=|30001000000500003456||',
      'Este documento es una representación impresa de un CFDI',
    ));

  it('of Mexico: what a payment receipt pays', () =>
    says(
      {
        ...mexicanInvoice,
        kind: 'payment_receipt',
        lines: [],
        xml: mexicanInvoice.xml!.replace(
          '<cfdi:Complemento>',
          '<cfdi:Complemento><p:Pago xmlns:p="p" FormaDePagoP="03"><p:DoctoRelacionado IdDocumento="U1" NumParcialidad="1" ImpPagado="5.00" ImpSaldoInsoluto="0.00" MonedaDR="MXN"/></p:Pago>',
        ),
      },
      'RECIBO ELECTRÓNICO DE PAGO',
      'Factura pagada U1 parcialidad 1: pagado 5.00, saldo 0.00 MXN',
    ));

  it('that are nobody’s but the shop’s, in English', () =>
    says(
      plainReceipt,
      'Tax ID: 76123456-0 RECEIPT No. R-9',
      'Date November 24, 2026 Time (UTC) 02:59:59',
      'Té blanco 1.25 × 24.00 − 2.73 27.27',
      'Net 84.03 GBP Tax 19% 15.97 GBP Total 100.00 GBP',
    ));

  it('say so as long as they are not valid', async () => {
    const cases: readonly (readonly [PrintableDocument, string])[] = [
      [{ ...chileanInvoice, status: 'numbered', barcode: null, xml: null }, 'NO VÁLIDO: pendiente de timbrado'],
      [{ ...chileanInvoice, status: 'rejected' }, 'NO VÁLIDO: rechazado por el SII'],
      [{ ...chileanInvoice, status: 'accepted', barcode: null, xml: null }, 'NO VÁLIDO: los datos personales'],
      [{ ...peruvianInvoice, status: 'numbered', barcode: null, xml: null }, 'NO VÁLIDO: pendiente de firma'],
      [{ ...peruvianInvoice, status: 'rejected' }, 'NO VÁLIDO: rechazado por SUNAT'],
      [{ ...mexicanInvoice, status: 'submitted' }, 'NO VÁLIDO: pendiente de timbrado'],
      [{ ...mexicanInvoice, status: 'rejected' }, 'NO VÁLIDO: rechazado por el PAC'],
    ];
    for (const [document, notice] of cases) {
      assert.ok(textOf(await printer.print(document)).startsWith(notice), `${document.regime} ${document.status}`);
    }
    for (const valid of [chileanInvoice, peruvianInvoice, mexicanInvoice, plainReceipt])
      await saysNot(valid, 'NO VÁLIDO');
  });

  it('name their language and their tables’ headers, and need nothing from elsewhere', async () => {
    for (const [document, language] of [
      [chileanReceipt, 'es-CL'],
      [peruvianInvoice, 'es-PE'],
      [mexicanInvoice, 'es-MX'],
      [plainReceipt, 'en'],
    ] as const) {
      const page = await printer.print(document);
      const tree = treeOf(page);
      assert.equal(tree.documentElement?.getAttribute('lang'), language);
      assert.deepEqual(
        Array.from(tree.getElementsByTagName('th'), (header) => header.getAttribute('scope')).filter((scope) => !scope),
        [],
      );
      assert.equal(tree.getElementsByTagName('h1').length, 1);
      assert.equal(/<script|<link|<img|@import|url\(|src=|href=/.test(page), false);
    }
  });

  it('are for the roll if they are receipts, for sheets if not', async () => {
    assert.match(await printer.print(chileanReceipt), /@page \{ size: 80mm 297mm;/);
    assert.match(await printer.print(chileanInvoice), /@page \{ size: A4;/);
  });

  it('are not made of XML that is none, or that defines entities', async () => {
    const entity = '<!DOCTYPE c [<!ENTITY e SYSTEM "file:///etc/passwd">]><c UUID="&e;"/>';
    for (const xml of ['<a>', 'nothing', entity]) await assert.rejects(printer.print({ ...mexicanInvoice, xml }));
  });
});
