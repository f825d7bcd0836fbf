import assert from 'node:assert/strict';
import type { TenantPolicy } from '../../../../domain/shared/policy.ts';
import { shippingOffer } from '../../../../domain/shared/pricing/shipping.ts';
import { taxOn, taxRateOf } from '../../../../domain/shared/pricing/tax.ts';
import { usPolicy } from '../../../support/policies.ts';

const policy: TenantPolicy = {
  ...usPolicy,
  currency: 'USD',
  tax: { mode: 'exclusive', rates: { standard: 80_000, zero: 0 } },
  shipping: { methods: { standard: 599, express: 1499 }, freeMethod: 'standard', freeFrom: 5000, taxClass: 'standard' },
  limits: { minimumAmount: 1000, maximumLines: 100, restrictedVariants: [] },
};

describe('taxOn', () => {
  it('finds the tax contained in an inclusive price, rounded half up', () => {
    assert.equal(taxOn(4546, 190_000, 'inclusive'), 726);
    assert.equal(taxOn(3, 1_000_000, 'inclusive'), 2);
  });

  it('adds it to an exclusive one, rounded half up', () => {
    assert.equal(taxOn(4546, 190_000, 'exclusive'), 864);
    assert.equal(taxOn(5, 100_000, 'exclusive'), 1);
    assert.equal(taxOn(4, 100_000, 'exclusive'), 0);
  });
});

describe('taxRateOf', () => {
  it('gives the rate of the class, zero too', () => {
    assert.deepEqual(taxRateOf(policy.tax, 'standard'), { ok: true, value: 80_000 });
    assert.deepEqual(taxRateOf(policy.tax, 'zero'), { ok: true, value: 0 });
  });

  it('refuses a class that the table does not have', () => {
    for (const taxClass of ['luxury', 'toString']) {
      assert.deepEqual(taxRateOf(policy.tax, taxClass), {
        ok: false,
        rejection: {
          kind: 'rule',
          code: 'unknown_tax_class',
          message: `add a rate for tax class ${taxClass} to the tenant's tax table`,
          details: { tax_class: taxClass },
        },
      });
    }
  });
});

describe('shippingOffer', () => {
  it('gives cost, threshold and tax rate of the free method', () => {
    assert.deepEqual(shippingOffer(policy, 'standard'), {
      ok: true,
      value: { method: 'standard', cost: 599, freeFrom: 5000, taxRate: 80_000 },
    });
  });

  it('never ships another method free', () => {
    assert.deepEqual(shippingOffer(policy, 'express'), {
      ok: true,
      value: { method: 'express', cost: 1499, freeFrom: null, taxRate: 80_000 },
    });
  });

  it('refuses a method that the tenant does not have, naming those it has', () => {
    for (const method of ['drone', 'constructor']) {
      assert.deepEqual(shippingOffer(policy, method), {
        ok: false,
        rejection: {
          kind: 'rule',
          code: 'unknown_shipping_method',
          message: 'choose one of: standard, express',
          details: { methods: ['standard', 'express'] },
        },
      });
    }
  });

  it('refuses a tax class of its own without a rate', () => {
    const untaxed = { ...policy, shipping: { ...policy.shipping, taxClass: 'freight' } };
    const answer = shippingOffer(untaxed, 'standard');
    assert.equal(answer.ok ? 'accepted' : answer.rejection.code, 'unknown_tax_class');
  });
});
