import assert from 'node:assert/strict';
import { sandboxCertificate } from '../../../../adapters/sandbox/tax-authorities/certificate.ts';
import { openSii } from '../../../../adapters/tax-documents/chile/authority.ts';
import { caf, cafFile, signedXml, valueIn, valuesIn } from './reading.ts';
import { creditNote, debitNote, invoice, issuer, numbered, receiver, taxLine } from './documents.ts';
import { keys, resolution } from './sii-fixture.ts';

// Gross 5000, 3000 and 3000 less a coupon of 1000, with VAT of 19%.
const couponed = (nets: readonly [number, number, number]) =>
  nets.map((net, index) => {
    const [subtotal, discount] = index === 0 ? [5000, 454] : [3000, 273];
    const total = subtotal - discount;
    return taxLine({ quantity: 1000, unitPrice: subtotal, subtotal, discount, net, tax: total - net, total });
  });

const linesIn = (xml: string) => ({
  prices: valuesIn(xml, 'PrcItem'),
  discounts: valuesIn(xml, 'DescuentoMonto'),
  amounts: valuesIn(xml, 'MontoItem'),
});

const totalsIn = (xml: string) => ['MntNeto', 'MntExe', 'TasaIVA', 'IVA', 'MntTotal'].map((name) => valueIn(xml, name));

describe('amounts of Chilean documents', () => {
  it('an invoice has lines without tax that add up to its net amount, rounded by total', async () => {
    const xml = await signedXml(invoice({ lines: couponed([3820, 2292, 2291]) }));
    assert.deepEqual(totalsIn(xml), ['8403', undefined, '19', '1597', '10000']);
    assert.deepEqual(linesIn(xml), {
      prices: ['4202', '2521', '2520'],
      discounts: ['382', '229', '229'],
      amounts: ['3820', '2292', '2291'],
    });
  });

  it('… and by line', async () => {
    const xml = await signedXml(invoice({ lines: couponed([3820, 2292, 2292]), rounding: 'by_line' }));
    assert.deepEqual(totalsIn(xml), ['8404', undefined, '19', '1596', '10000']);
    assert.deepEqual(linesIn(xml).amounts, ['3820', '2292', '2292']);
  });

  it('a receipt has lines as they were priced, and no rate of tax', async () => {
    const xml = await signedXml(numbered({ lines: couponed([3820, 2292, 2291]) }));
    assert.deepEqual(totalsIn(xml), ['8403', undefined, undefined, '1597', '10000']);
    assert.deepEqual(linesIn(xml), {
      prices: ['5000', '3000', '3000'],
      discounts: ['454', '273', '273'],
      amounts: ['4546', '2727', '2727'],
    });
  });

  it('prices without tax stand as they are on invoices, and get it on receipts', async () => {
    const line = taxLine({ unitPrice: 1000, subtotal: 2000, discount: 500, net: 1500, tax: 285, total: 1785 });
    const exclusive = { priceMode: 'exclusive', lines: [line] } as const;
    assert.deepEqual(linesIn(await signedXml(invoice(exclusive))), {
      prices: ['1000'],
      discounts: ['500'],
      amounts: ['1500'],
    });
    assert.deepEqual(linesIn(await signedXml(numbered(exclusive))), {
      prices: ['1190'],
      discounts: ['595'],
      amounts: ['1785'],
    });
  });

  it('weighed goods keep the price of a kilo; a price without tax has six decimals', async () => {
    const line = taxLine({ quantity: 333, unitPrice: 990, subtotal: 330, net: 277, tax: 53, total: 330 });
    assert.deepEqual(linesIn(await signedXml(numbered({ lines: [line] }))).prices, ['990']);
    const xml = await signedXml(invoice({ lines: [line] }));
    assert.deepEqual([linesIn(xml).prices, valuesIn(xml, 'QtyItem')], [['831.831832'], ['0.333']]);
  });

  it('exempt lines are marked and counted apart', async () => {
    const exempt = taxLine({ taxRate: 0, net: 0, exempt: 2380, tax: 0 });
    const xml = await signedXml(invoice({ lines: [taxLine(), exempt] }));
    assert.deepEqual(totalsIn(xml), ['2000', '2380', '19', '380', '4760']);
    assert.deepEqual(valuesIn(xml, 'IndExe'), ['1']);
  });

  it('what an invoice has no room for is one line, or two: taxed and exempt', async () => {
    const exempt = taxLine({ taxRate: 0, net: 0, exempt: 2380, tax: 0, description: 'Libro' });
    const lines = [...Array.from({ length: 60 }, () => taxLine()), exempt];
    const xml = await signedXml(invoice({ lines }));
    assert.equal(valuesIn(xml, 'MontoItem').length, 60);
    assert.deepEqual(valuesIn(xml, 'NmbItem').slice(-2), ['Otros 2 productos', 'Otros 1 productos']);
    assert.deepEqual(valuesIn(xml, 'DscItem').at(-1), 'Libro');
    assert.deepEqual(valuesIn(xml, 'MontoItem').slice(-2), ['4000', '2380']);
    assert.equal(valuesIn(await signedXml(numbered({ lines })), 'MontoItem').length, 61);
  });
});

describe('parties and references of Chilean documents', () => {
  it('a receipt is for nobody in particular', async () => {
    const xml = await signedXml(numbered());
    assert.deepEqual([valueIn(xml, 'RUTRecep'), valueIn(xml, 'RznSocRecep')], ['66666666-6', 'Consumidor Final']);
  });

  it('an invoice names its receiver, in characters that the SII takes and at the length that it takes', async () => {
    const legalName = `“Łódź” – ${'ñ'.repeat(120)}`;
    const xml = await signedXml(invoice({ personal: { receiver: { ...receiver, taxId: '60.803.000-k', legalName } } }));
    assert.equal(valueIn(xml, 'RUTRecep'), '60803000-K');
    assert.equal(valueIn(xml, 'RznSocRecep'), `"Lódz" - ${'ñ'.repeat(91)}`);
    assert.equal(valueIn(xml, 'GiroRecep'), 'Construcción');
    assert.equal(valueIn(xml, 'DirRecep'), 'Camino El Roble 5 Galpón 2');
    assert.match(xml, /^<\?xml version="1.0" encoding="ISO-8859-1"\?>\n/);
    assert.doesNotMatch(xml, /[^\n\x20-\x7e\xa1-\xff]/);
  });

  it('days are those of Chile', async () => {
    const xml = await signedXml(invoice({ issuedAt: '2026-07-02T03:59:59.999Z' }));
    assert.deepEqual([valueIn(xml, 'FchEmis'), valueIn(xml, 'TmstFirma')], ['2026-07-01', '2026-07-01T23:59:59']);
  });

  const references = [
    ['cancellation', 2380, '1'],
    ['full_return', 2380, '1'],
    ['cancellation', 9999, '3'],
    ['full_return', 9999, '3'],
    ['partial_return', 2380, '3'],
    ['undelivered', 2380, '3'],
    ['discount', 2380, '3'],
  ] as const;

  for (const [noteReason, ofTotal, code] of references) {
    it(`a credit note of 2380 for ${noteReason}, on ${ofTotal}, has the code ${code}`, async () => {
      const changed = invoice();
      const note = creditNote({ ...changed, totals: { ...changed.totals, total: ofTotal } });
      const xml = await signedXml({ ...note, noteReason, totals: changed.totals });
      assert.deepEqual(
        ['TpoDocRef', 'FolioRef', 'FchRef', 'CodRef', 'RazonRef'].map((name) => valueIn(xml, name)),
        ['33', '1', '2026-11-23', code, 'Pedido anulado a petición del cliente'],
      );
    });
  }

  it('a debit note corrects amounts', async () => {
    const xml = await signedXml(debitNote(numbered()));
    assert.deepEqual([valueIn(xml, 'TpoDocRef'), valueIn(xml, 'CodRef')], ['39', '3']);
  });
});

describe('documents that cannot be made', () => {
  const refused = (document: Parameters<typeof signedXml>[0], message: RegExp) =>
    assert.rejects(signedXml(document), message);

  it('are refused with the reason', async () => {
    await refused(numbered({ currency: 'USD' }), /in CLP, not in USD/);
    await refused(numbered({ folio: 101 }), /no CAF has the folio 101 of type 39/);
    await refused(numbered({ documentType: '41' }), /no CAF has the folio 1 of type 41/);
    await refused(invoice({ personal: { receiver: { ...receiver, taxId: '60803000-1' } } }), /60803000-1 is no RUT/);
    await refused(invoice({ issuer: { ...issuer, taxId: '11111111-1' } }), /11111111-1 is not 76192083-9/);
    const { totals } = invoice();
    const rates = [190_000, 100_000].map((rate) => ({ rate, base: 1, amount: 1 }));
    await refused(invoice({ totals: { ...totals, taxes: rates } }), /one rate of VAT, not 2/);
  });
});

describe('options that cannot work together', () => {
  it('are refused when the authority is opened', async () => {
    const { certificate, cafs } = await keys();
    const options = { issuer, ...certificate, cafs, resolution, url: 'http://127.0.0.1:9' };
    const other = await sandboxCertificate({ taxId: 'nobody', name: 'Nobody' });
    assert.throws(() => openSii({ ...options, privateKeyPem: other.privateKeyPem }), /not that of the certificate/);
    assert.throws(() => openSii({ ...options, ...other }), /nobody is no RUT/);
    assert.throws(() => openSii({ ...options, issuer: { ...issuer, taxId: '11111111-1' } }), /a CAF of 76192083-9/);
    assert.throws(() => openSii({ ...options, issuer: { ...issuer, activityCode: '' } }), /up to 6 digits/);
  });
});

describe('CAF files', () => {
  it('say which folios may be used, in pieces of a thousand, and until when', async () => {
    const book = caf(await cafFile({ type: '33', from: 501, to: 2600 }), await cafFile({ type: '39', from: 1, to: 5 }));
    const expiresAt = '2027-05-01T00:00:00.000Z';
    assert.deepEqual(book, [
      { series: '33', from: 501, to: 1500, expiresAt },
      { series: '33', from: 1501, to: 2500, expiresAt },
      { series: '33', from: 2501, to: 2600, expiresAt },
      { series: '39', from: 1, to: 5, expiresAt: null },
    ]);
  });

  it('expire at the end of a shorter month', async () => {
    const [range] = caf(await cafFile({ type: '61', authorizedOn: '2026-08-31' }));
    assert.equal(range?.expiresAt, '2027-02-28T00:00:00.000Z');
  });

  it('are refused if they cannot be used', async () => {
    const file = await cafFile({ type: '33' });
    const other = await cafFile({ type: '33', from: 50, to: 150 });
    const key = /<RSASK>.*<\/RSASK>/s;
    assert.throws(() => caf(file, other), /the folio 50 of type 33 is in two CAFs/);
    assert.throws(() => caf(file.replace('<RE>76192083-9', '<RE>11111111-1')), /a CAF of 11111111-1/);
    assert.throws(() => caf(file.replace('<RE>76192083-9', '<RE>76192083-1')), /is no RUT/);
    assert.throws(() => caf(file.replace('<TD>33', '<TD>34')), /of type 34/);
    assert.throws(() => caf(file.replace('<H>100', '<H>0')), /H is no folio: 0/);
    assert.throws(() => caf(file.replace('<D>1<', '<D>200<')), /from 200 to 100/);
    assert.throws(() => caf(file.replace(/<FA>[^<]*/, '<FA>soon')), /FA is no date: soon/);
    assert.throws(() => caf(file.replace(key, key.exec(other)![0])), /the keys of the CAF from 1 do not match/);
    assert.throws(() => caf('nothing'), /missing root element/);
  });
});
