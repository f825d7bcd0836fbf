import assert from 'node:assert/strict';
import { ConfigError, readConfig } from '../../../../adapters/main/config/config.ts';

const faultsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n  ').slice(1);
  }
};

describe('the configuration', () => {
  it('takes defaults for what is unset or empty', () => {
    const config = readConfig({ HTTP_PORT: '', RABBITMQ_URL: '' });
    assert.equal(config.HTTP_PORT, 8004);
    assert.equal(config.RABBITMQ_URL, undefined);
  });

  it('names every fault at once', () => {
    assert.deepEqual(faultsOf({ HTTP_PORT: 'http', RABBITMQ_URL: 'http://broker', CURRENCY: 'XXX' }).length, 3);
  });

  it('stays on loopback', () => {
    assert.deepEqual(
      faultsOf({ HTTP_HOST: '0.0.0.0', GRPC_HOST: '10.0.0.1' }),
      ['HTTP_HOST', 'GRPC_HOST'].map(
        (name) => `${name} must be a loopback address: without authentication the engine serves this machine only`,
      ),
    );
  });

  it('takes a gateway only with all that it needs', () => {
    assert.deepEqual(faultsOf({ STRIPE_API_KEY: 'sk_test_1' }), ['STRIPE_API_KEY needs STRIPE_WEBHOOK_SECRET too']);
    assert.deepEqual(faultsOf({ PAYPAL_CLIENT_ID: 'id' }), [
      'PAYPAL_CLIENT_ID needs PAYPAL_CLIENT_SECRET too',
      'PAYPAL_CLIENT_ID needs PAYPAL_WEBHOOK_ID too',
    ]);
    assert.deepEqual(faultsOf({ MERCADOPAGO_ACCESS_TOKEN: 't', MERCADOPAGO_WEBHOOK_SECRET: 'old,new' }), []);
  });

  it('takes a carrier only with all that it needs, and a place to ship from', () => {
    assert.deepEqual(faultsOf({ UPS_API_KEY: 'k', UPS_API_SECRET: 's', SHIP_FROM_LINE1: 'Av. Larco 101' }), [
      'UPS_API_KEY needs UPS_ACCOUNT_NUMBER too',
      'UPS_API_KEY needs SHIP_FROM_CITY too',
      'UPS_API_KEY needs SHIP_FROM_COUNTRY too',
    ]);
  });

  it('splits secrets that are being rotated', () => {
    const { STRIPE_WEBHOOK_SECRET } = readConfig({
      STRIPE_API_KEY: 'sk',
      STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old',
    });
    assert.deepEqual(STRIPE_WEBHOOK_SECRET, ['whsec_new', 'whsec_old']);
  });

  it('refuses amounts that the currency does not have', () => {
    assert.deepEqual(
      faultsOf({
        CURRENCY: 'CLP',
        MIN_ORDER_AMOUNT: '1000',
        FREE_SHIPPING_THRESHOLD: '20000',
        SHIPPING_METHODS: 'standard=2990',
      }),
      [],
    );
    assert.deepEqual(faultsOf({ FRAUD_AMOUNT_REVIEW: '1.005' }), [
      'FRAUD_AMOUNT_REVIEW=1.005 has more decimals than GBP',
    ]);
  });
});
