import assert from 'node:assert/strict';
import { asyncApi } from '../../../application/publishing/async-api.ts';
import { consumedMessages } from '../../../application/consuming/consume-message.ts';
import { messages } from '../../../application/publishing/messages.ts';

interface Document {
  readonly asyncapi: string;
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: object; readonly bindings: object }>
  >;
  readonly operations: Readonly<Record<string, { readonly action: string; readonly summary: string }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: { readonly properties?: object } }>>;
  };
}

const document = asyncApi({ exchange: 'shop', queues: { updates: 'u', payments: 'p' } }) as Document;
const consumed = Object.values(consumedMessages).flatMap((group) => Object.keys(group));
const keys = [...Object.keys(messages), ...consumed.map((key) => key.replace('.*', ''))];

/** What a `$ref` points at. */
const resolve = (reference: string): unknown =>
  reference
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part], document);

const references = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' ? [String(inner)] : references(inner)));
};

describe('the AsyncAPI document', () => {
  it('has every message that is published and consumed, by its routing key', () => {
    assert.equal(document.asyncapi, '3.0.0');
    for (const part of [document.channels, document.operations, document.components.messages]) {
      assert.deepEqual(Object.keys(part), keys);
    }
    for (const [key, { address }] of Object.entries(document.channels)) {
      assert.equal(address, key === 'payment.webhook' ? 'payment.webhook.{gateway}' : key);
      assert.match(key, /^[\w.-]+$/);
      assert.equal(document.operations[key]!.action, Object.hasOwn(messages, key) ? 'send' : 'receive');
    }
  });

  it('points at nothing that is not there', () => {
    const all = references({ ...document, components: {} });
    assert.equal(all.length, keys.length * 2);
    for (const reference of all) assert.notEqual(resolve(reference), undefined, reference);
  });

  it('names the exchange and the queues as they are configured', () => {
    assert.deepEqual(document.channels['order.created']!.bindings, {
      amqp: { is: 'routingKey', exchange: { name: 'shop', type: 'topic', durable: true }, bindingVersion: '0.3.0' },
    });
    const queue = (key: string) => JSON.stringify(document.channels[key]!.bindings);
    assert.match(queue('product.price_updated'), /"name":"u"/);
    assert.match(queue('payment.webhook'), /"name":"p"/);
    assert.match(JSON.stringify(asyncApi()), /"order_events"/);
  });

  it('says of each message what it means and what is in it', () => {
    for (const key of keys) {
      assert.notEqual(document.operations[key]!.summary, key);
      assert.ok(JSON.stringify(document.components.messages[key]!.payload).includes('properties'), key);
    }
    const { properties } = document.components.messages['order.created']!.payload;
    assert.deepEqual(Object.keys(properties ?? {}).slice(0, 3), ['event_id', 'event_type', 'schema_version']);
  });
});
