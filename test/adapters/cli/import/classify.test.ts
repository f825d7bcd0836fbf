import assert from 'node:assert/strict';
import { classify } from '../../../../adapters/cli/import/classify.ts';
import type { Row } from '../../../../adapters/cli/import/rows.ts';
import { row } from '../../../support/online-retail.ts';

const reasons = (invoiceNo: string, given: readonly Partial<Row>[]): (string | undefined)[] => {
  const rows = given.map((each) => row({ invoiceNo, ...each }));
  const { rejects } = classify({ invoiceNo, rows });
  return rows.map(({ line }) => rejects.find((reject) => reject.row.line === line)?.reason);
};

describe('import: classification', () => {
  it('rejects the lines of an order for the first reason that fits', () => {
    const lines = [
      {},
      { quantity: '0', unitPrice: '0' },
      { quantity: '-3' },
      { unitPrice: '0.0' },
      { unitPrice: '-11062.06' },
      { unitPrice: '0.001' },
      { unitPrice: '2.550' },
      { quantity: '0.5', unitPrice: '0.01' },
      { quantity: 'six' },
      { quantity: '1.0005' },
      { unitPrice: '' },
      { customerId: '' },
    ];
    assert.deepEqual(reasons('536365', lines), [
      undefined,
      'non_positive_quantity',
      'non_positive_quantity',
      'non_positive_price',
      'non_positive_price',
      'price_precision',
      undefined,
      'amount_precision',
      'malformed_line',
      'malformed_line',
      'malformed_line',
      undefined,
    ]);
  });

  it('rejects the lines of a return for the first reason that fits', () => {
    const lines = [
      { quantity: '-1' },
      { quantity: '1', unitPrice: '0' },
      { quantity: '-1', unitPrice: '0', customerId: '' },
      { quantity: '-1', unitPrice: '0.001', customerId: '' },
      { quantity: '-1', customerId: '' },
    ];
    assert.deepEqual(reasons('C536379', lines), [
      undefined,
      'non_negative_return_quantity',
      'non_positive_price',
      'price_precision',
      'no_customer',
    ]);
  });

  it('takes no other invoice for a sale', () => {
    assert.deepEqual(reasons('A563185', [{}, { quantity: 'x' }]), ['not_a_sale', 'not_a_sale']);
    assert.deepEqual(reasons('', [{}]), ['not_a_sale']);
  });

  it('rejects every line of an invoice whose time cannot be read', () => {
    assert.deepEqual(reasons('536365', [{ invoiceDate: '2010-13-01 08:26:00' }, {}]), [
      'malformed_line',
      'malformed_line',
    ]);
  });

  it('numbers the good lines of an order and reads their prices in pence', () => {
    const classified = classify({ invoiceNo: '1', rows: [row({ quantity: '0' }), row(), row({ unitPrice: '7.65' })] });
    assert.ok(classified.kind === 'order');
    assert.deepEqual(
      classified.good.map(({ lineId, unitPrice }) => [lineId, unitPrice]),
      [
        ['L1', 255],
        ['L2', 765],
      ],
    );
    assert.equal(classified.at, '2010-12-01T08:26:00.000Z');
  });
});
