import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { SandboxPac } from '../../../../adapters/sandbox/tax-authorities/mexico/server.ts';
import { cadenaOriginal, isSealOf } from '../../../../adapters/tax-documents/mexico/sign.ts';
import type { PacStamping } from '../../../../adapters/tax-documents/mexico/client.ts';
import { findAll, readXml, type XmlNode } from '../../../../adapters/tax-documents/mexico/xml.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { buyer, creditNote, documentOf, invoiceUuid, issuer, kinds } from './documents.ts';
import { noPac, open, pacAt, startPac } from './sat-fixture.ts';

const signed = async (document: NumberedDocument): Promise<XmlNode> =>
  readXml((await (await open(noPac)).sign(document)).xml);

const one = (root: XmlNode, path: string): Readonly<Record<string, string>> => {
  const [found, ...others] = findAll(root, path.split('/'));
  assert.ok(found !== undefined && others.length === 0, path);
  return found.attributes;
};

describe('a CFDI', () => {
  const plain = documentOf({ lines: [{ unitPrice: 11_600 }] });

  it('says who, when, how and how much', async () => {
    const root = await signed(plain);
    const { Sello, Certificado, ...head } = root.attributes;
    assert.ok(Sello !== undefined && Certificado !== undefined);
    assert.deepEqual(head, {
      Version: '4.0',
      Serie: 'A',
      Folio: '7',
      Fecha: '2026-11-23T10:15:30',
      FormaPago: '04',
      NoCertificado: '30001000000500003416',
      SubTotal: '100.00',
      Moneda: 'MXN',
      Total: '116.00',
      TipoDeComprobante: 'I',
      Exportacion: '01',
      MetodoPago: 'PUE',
      LugarExpedicion: '42501',
    });
    assert.deepEqual(one(root, 'cfdi:Emisor'), {
      Rfc: 'EKU9003173C9',
      Nombre: 'ESCUELA KEMPER URGATE',
      RegimenFiscal: '601',
    });
    assert.deepEqual(one(root, 'cfdi:Receptor'), {
      Rfc: 'FUNK671228PH6',
      Nombre: 'KARLA FUENTE NOLASCO',
      DomicilioFiscalReceptor: '01160',
      RegimenFiscalReceptor: '612',
      UsoCFDI: 'G03',
    });
    assert.deepEqual(one(root, 'cfdi:Conceptos/cfdi:Concepto'), {
      ClaveProdServ: '01010101',
      NoIdentificacion: 'SKU-1',
      Cantidad: '1',
      ClaveUnidad: 'H87',
      Descripcion: 'Lámpara "1" <grande> & roja á',
      ValorUnitario: '100.00',
      Importe: '100.00',
      ObjetoImp: '02',
    });
  });

  it('to the public sums up the sale without a word on it', async () => {
    const root = await signed(
      documentOf({ lines: [{ unitPrice: 11_600 }] }, { kind: 'receipt', personal: { receiver: null } }),
    );
    assert.deepEqual(one(root, 'cfdi:InformacionGlobal'), { Periodicidad: '01', Meses: '11', Año: '2026' });
    assert.deepEqual(one(root, 'cfdi:Receptor'), {
      Rfc: 'XAXX010101000',
      Nombre: 'PUBLICO EN GENERAL',
      DomicilioFiscalReceptor: '42501',
      RegimenFiscalReceptor: '616',
      UsoCFDI: 'S01',
    });
    const { ClaveUnidad, Descripcion, NoIdentificacion } = one(root, 'cfdi:Conceptos/cfdi:Concepto');
    assert.deepEqual([ClaveUnidad, Descripcion, NoIdentificacion], ['ACT', 'Venta', 'ORD-2026-00042']);
  });

  const relations = {
    'credit note': ['E', '01'],
    'credit note over a return': ['E', '03'],
    'debit note': ['I', '02'],
    'invoice that replaces one': ['I', '04'],
  };
  for (const [name, [type, relation]] of Object.entries(relations)) {
    it(`of type ${type} names what it is about by its UUID, with relation ${relation}: ${name}`, async () => {
      const root = await signed(kinds[name]!);
      assert.equal(root.attributes.TipoDeComprobante, type);
      assert.deepEqual(one(root, 'cfdi:CfdiRelacionados'), { TipoRelacion: relation });
      assert.deepEqual(one(root, 'cfdi:CfdiRelacionados/cfdi:CfdiRelacionado'), { UUID: invoiceUuid });
    });
  }

  it('of a payment says what was and is left to pay', async () => {
    const root = await signed(kinds.payment!);
    const pago = 'cfdi:Complemento/pago20:Pagos/pago20:Pago';
    assert.deepEqual(one(root, pago), {
      FechaPago: '2026-11-23T10:15:30',
      FormaDePagoP: '03',
      MonedaP: 'MXN',
      TipoCambioP: '1',
      Monto: '4000.00',
    });
    assert.deepEqual(one(root, `${pago}/pago20:DoctoRelacionado`), {
      IdDocumento: invoiceUuid,
      Serie: 'A',
      Folio: '7',
      MonedaDR: 'MXN',
      EquivalenciaDR: '1',
      NumParcialidad: '2',
      ImpSaldoAnt: '9000.00',
      ImpPagado: '4000.00',
      ImpSaldoInsoluto: '5000.00',
      ObjetoImpDR: '02',
    });
    assert.deepEqual(one(root, 'cfdi:Complemento/pago20:Pagos/pago20:Totales'), {
      TotalTrasladosBaseIVA16: '3448.28',
      TotalTrasladosImpuestoIVA16: '551.72',
      MontoTotalPagos: '4000.00',
    });
  });

  it('in another currency says its worth in pesos, if that is known', async () => {
    assert.equal((await signed(kinds['invoice in dollars']!)).attributes.TipoCambio, '18.500000');
    const { MontoTotalPagos } = one(
      await signed(kinds['payment in dollars']!),
      'cfdi:Complemento/pago20:Pagos/pago20:Totales',
    );
    assert.equal(MontoTotalPagos, '74000.00');
    const withoutRates = await open(noPac, {
      exchangeRate: () => Promise.reject(new Error('no rate')),
    });
    await assert.rejects(withoutRates.sign(kinds['invoice in dollars']!), /no rate/);
  });

  it('names goods and ways to pay as the shop says', async () => {
    const sat = await open(noPac, {
      goodsCodesOf: (sku) => (sku === 'SKU-1' ? { product: '56101500', unit: 'KGM' } : undefined),
      formsOfPayment: { card_local: '28' },
    });
    const root = readXml((await sat.sign(plain)).xml);
    assert.equal(root.attributes.FormaPago, '28');
    const { ClaveProdServ, ClaveUnidad } = one(root, 'cfdi:Conceptos/cfdi:Concepto');
    assert.deepEqual([ClaveProdServ, ClaveUnidad], ['56101500', 'KGM']);
  });

  it('is not made of what a CFDI cannot say', async () => {
    const sat = await open(noPac);
    const { taxId, legalName, taxRegime = '', address } = buyer;
    const withoutRegime = { taxId, legalName, ...(address !== undefined && { address }) };
    const withoutAddress = { taxId, legalName, taxRegime };
    const nowhere = { name: 'Escuela', line1: 'Reforma 1', city: 'Ciudad de México', country: 'MX' };
    const refused: readonly (readonly [NumberedDocument, RegExp])[] = [
      [{ ...plain, personal: { receiver: withoutRegime } }, /tax regime/],
      [{ ...plain, personal: { receiver: withoutAddress } }, /postal code/],
      [{ ...plain, lines: [] }, /nothing/],
      [{ ...plain, issuer: { ...issuer, address: nowhere } }, /issuer's postal code/],
      [{ ...plain, issuer: { ...issuer, taxId: 'XIA190128J61' } }, /no certificate of XIA190128J61/],
      [
        documentOf(
          { lines: [{ unitPrice: 100 }] },
          { ...creditNote, reference: { ...creditNote.reference!, authorityReference: null } },
        ),
        /no UUID/,
      ],
    ];
    for (const [document, message] of refused) await assert.rejects(sat.sign(document), message);
  });
});

describe('openSat', () => {
  let sandbox: SandboxPac;

  before(async () => {
    sandbox = await startPac();
  });

  after(() => sandbox.stop());

  const plain = documentOf({ lines: [{ unitPrice: 11_600 }] });

  it('refuses a certificate that is not the issuer’s', async () => {
    await assert.rejects(open(noPac, { issuer: { ...issuer, taxId: 'XIA190128J61' } }), /not that of XIA190128J61/);
  });

  it('has a document stamped by the SAT, with a code that leads there', async () => {
    const sat = await open(pacAt(sandbox.url));
    const verdict = await sat.submit(plain, await sat.sign(plain));
    assert.ok(verdict.status === 'accepted' && verdict.stamped !== undefined);
    const root = readXml(verdict.stamped.xml);
    const [stamp] = findAll(root, ['cfdi:Complemento', 'tfd:TimbreFiscalDigital']);
    assert.ok(stamp);
    const { publicKey } = new X509Certificate(sandbox.satCertificatePem);
    assert.ok(isSealOf(cadenaOriginal(stamp), stamp.attributes.SelloSAT!, publicKey));
    assert.equal(stamp.attributes.UUID, verdict.authorityReference);
    assert.deepEqual(verdict.stamped.barcode, {
      symbology: 'qrcode',
      text:
        'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx' +
        `?id=${verdict.authorityReference}&re=EKU9003173C9&rr=FUNK671228PH6&tt=116.00&fe=${root.attributes.Sello!.slice(-8)}`,
    });
  });

  it('answers what became of a document by sending it again', async () => {
    const sat = await open(pacAt(sandbox.url));
    const document = { ...plain, folio: 8 };
    const verdict = await sat.submit(document, await sat.sign(document));
    assert.deepEqual(await sat.verdict(document, 'none'), verdict);
  });

  it('gives the PAC’s code for what it refuses', async () => {
    const sat = await open(pacAt(sandbox.url));
    const other = { ...documentOf({ lines: [{ unitPrice: 999 }] }), folio: 9 };
    const { xml } = await sat.sign(other);
    const refusals = [
      ['CFDI40102', xml.replace('Total="9.99"', 'Total="9.98"')],
      ['301', '<other/>'],
      ['301', 'no xml'],
    ] as const;
    for (const [code, changed] of refusals) {
      const verdict = await sat.submit(other, { xml: changed, barcode: null });
      assert.deepEqual(verdict.status === 'rejected' && verdict.code, code);
    }
  });

  it('does not take a folio for two documents', async () => {
    const sat = await open(pacAt(sandbox.url));
    const [first, second] = [100, 200].map((unitPrice) => documentOf({ lines: [{ unitPrice }] }, { folio: 10 }));
    assert.equal((await sat.submit(first!, await sat.sign(first!))).status, 'accepted');
    const verdict = await sat.submit(second!, await sat.sign(second!));
    assert.deepEqual(verdict.status === 'rejected' && verdict.code, 'CFDI3307');
  });

  it('does not believe a PAC that stamped something else', async () => {
    const truthful = pacAt(sandbox.url);
    const sat = await open(truthful);
    const document = { ...plain, folio: 11 };
    const { xml } = await sat.sign(document);
    const answer = await truthful.stamp(xml);
    assert.ok(answer.status === 'stamped');
    const lies: readonly (readonly [RegExp, (stamped: string) => string])[] = [
      [/another/, (stamped) => stamped.replace('Total="116.00"', 'Total="117.00"')],
      [/another seal/, (stamped) => stamped.replace(/ Sello="[^"]*"/, ' Sello="AAAA"')],
      [/on another seal/, (stamped) => stamped.replace(/SelloCFD="[^"]*"/, 'SelloCFD="AAAA"')],
      [/no seal or no UUID/, (stamped) => stamped.replace(/SelloSAT="[^"]*"/, 'SelloSAT=""')],
      [/no seal or no UUID/, (stamped) => stamped.replace(/UUID="[^"]*"/, 'UUID="1"')],
      [/not one stamp/, () => xml],
    ];
    for (const [message, lie] of lies) {
      const liar: PacStamping = {
        ...noPac,
        stamp: () => Promise.resolve({ status: 'stamped', xml: lie(answer.xml) }),
      };
      await assert.rejects((await open(liar)).submit(document, { xml, barcode: null }), message);
    }
  });
});
