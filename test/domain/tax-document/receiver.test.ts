import assert from 'node:assert/strict';
import { taxRegimes, type TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';
import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';
import { saleKindOf, taxReceiverObstacle, writtenReceiver } from '../../../domain/tax-document/receiver.ts';

const address = { name: 'Ana', line1: 'Calle 1', city: 'Ciudad', postal_code: '64000', country: 'MX' };

const receiver = (taxId: string, changes: Partial<TaxReceiver> = {}): TaxReceiver => ({
  taxId,
  legalName: 'Empresa',
  ...changes,
});

const complete: Readonly<Record<TaxRegime, TaxReceiver>> = {
  CL: receiver('76.192.083-9', { activity: 'Comercio', address }),
  PE: receiver('20100070970'),
  MX: receiver('EKU9003173C9', { taxRegime: '601', cfdiUse: 'G03', address }),
  plain: receiver('anything'),
};

const regimes = Object.keys(complete) as TaxRegime[];

const obstacleOf = (
  regime: TaxRegime,
  named: TaxReceiver | undefined,
  total = 100,
  currency: 'PEN' | 'USD' = 'PEN',
) => {
  const obstacle = taxReceiverObstacle(regime, named, total, currency);
  if (obstacle === undefined) return undefined;
  const { kind, code, details } = obstacle.rejection;
  return details === undefined ? [kind, code] : [kind, code, details];
};

describe('receivers of documents', () => {
  for (const regime of regimes) {
    it(`${regime}: may be somebody who says enough, or nobody`, () => {
      assert.equal(obstacleOf(regime, complete[regime]), undefined);
      assert.equal(obstacleOf(regime, undefined), undefined);
    });
  }

  it('need an id whose check digit is right', () => {
    for (const [regime, taxId] of [
      ['CL', '76.192.083-0'],
      ['PE', '20100070971'],
      ['PE', '1234567'],
      ['MX', 'EKU9003173C8'],
    ] as const) {
      assert.deepEqual(obstacleOf(regime, { ...complete[regime], taxId }), ['rule', 'invalid_tax_id'], taxId);
    }
  });

  it('need what their country’s invoices say of them', () => {
    const missing = (regime: TaxRegime, named: TaxReceiver) => obstacleOf(regime, named)?.[2];
    assert.deepEqual(missing('CL', receiver('76192083-9')), { fields: ['activity', 'address'] });
    assert.deepEqual(missing('CL', receiver('76192083-9', { address })), { fields: ['activity'] });
    assert.deepEqual(missing('MX', receiver('EKU9003173C9')), {
      fields: ['tax_regime', 'cfdi_use', 'address.postal_code'],
    });
    assert.deepEqual(obstacleOf('MX', receiver('EKU9003173C9'))?.[1], 'tax_receiver_incomplete');
  });

  it('must be named on Peruvian receipts from above 700 soles on', () => {
    assert.equal(obstacleOf('PE', undefined, 70_000), undefined);
    assert.deepEqual(obstacleOf('PE', undefined, 70_001), ['rule', 'tax_receiver_required']);
    assert.equal(obstacleOf('PE', receiver('12345678'), 70_001), undefined);
    assert.equal(obstacleOf('PE', undefined, 70_001, 'USD'), undefined);
    assert.equal(obstacleOf('CL', undefined, 70_001), undefined);
  });

  it('are written as their authority writes them', () => {
    assert.equal(writtenReceiver('CL', complete.CL).taxId, '76192083-9');
    assert.equal(writtenReceiver('MX', receiver('eku-900317-3c9')).taxId, 'EKU9003173C9');
    assert.equal(writtenReceiver('PE', receiver('whatever')).taxId, 'whatever');
  });

  it('decide what the sale gets: with a RUC an invoice, with a DNI a receipt', () => {
    assert.deepEqual(
      regimes.map((regime) => [saleKindOf(regime, null), saleKindOf(regime, complete[regime])]),
      regimes.map(() => ['receipt', 'invoice']),
    );
    assert.equal(saleKindOf('PE', receiver('12345678')), 'receipt');
  });
});

describe('types and series', () => {
  it('are the authorities’; Peruvian notes count apart by what they change', () => {
    const codes = (sale: 'invoice' | 'receipt') =>
      regimes.map((regime) => {
        const { numbering } = taxRegimes[regime];
        const { credit_note, debit_note } = numbering[sale];
        const all = [numbering.invoice.sale, numbering.receipt.sale, credit_note, debit_note];
        return all.map(({ documentType, series }) => `${documentType}/${series}`);
      });
    const chile = ['33/33', '39/39', '61/61', '56/56'];
    const mexico = ['I/A', 'I/A', 'E/NC', 'I/ND'];
    const plain = ['invoice/F', 'receipt/R', 'credit_note/C', 'debit_note/D'];
    assert.deepEqual(codes('invoice'), [chile, ['01/F001', '03/B001', '07/FC01', '08/FD01'], mexico, plain]);
    assert.deepEqual(codes('receipt'), [chile, ['01/F001', '03/B001', '07/BC01', '08/BD01'], mexico, plain]);
  });
});
