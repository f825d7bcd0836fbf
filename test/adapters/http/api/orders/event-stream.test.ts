import assert from 'node:assert/strict';
import { HttpTest } from '../../../../support/http.ts';
import { placedOrder, takeTo } from '../../support/journeys.ts';

/** Reads a stream of server-sent events bit by bit. */
class EventStream {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly response: Response;
  text = '';

  constructor(response: Response) {
    this.response = response;
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open(http: HttpTest, orderId: string, headers: Record<string, string> = {}): Promise<EventStream> {
    return new EventStream(await fetch(`${http.url}/api/v1/orders/${orderId}/events`, { headers }));
  }

  /** Reads until so many events came. @returns their ids and types */
  async events(count: number): Promise<readonly string[]> {
    while (this.#seen().length < count) {
      const { value, done } = await this.#reader.read();
      assert.ok(!done, `the stream ended after ${this.text}`);
      this.text += value;
    }
    return this.#seen();
  }

  /** Reads to the end. */
  async end(): Promise<void> {
    while (!(await this.#reader.read()).done);
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  #seen(): readonly string[] {
    return [...this.text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: \{.*\}\n\n/gm)].map(
      ([, id, type]) => `${id!} ${type!}`,
    );
  }
}

const toConfirmed = ['1 OrderPlaced', '2 PaymentStarted', '3 PaymentCaptured', '4 OrderConfirmed'];

describe('an order’s events as a stream', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('tells what was and what comes, in order', async () => {
    const id = await placedOrder(http);
    const stream = await EventStream.open(http, id);
    assert.equal(stream.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.deepEqual(await stream.events(1), ['1 OrderPlaced']);
    await takeTo(http, id, 'confirmed');
    assert.deepEqual(await stream.events(4), toConfirmed);
    const first: unknown = JSON.parse(/^data: (.*)$/m.exec(stream.text)![1]!);
    const history = (await http.ok('GET', `/orders/${id}/history?limit=1`)) as { items: unknown[] };
    assert.deepEqual(first, history.items[0]);
    await stream.cancel();
  });

  it('goes on after the last event that was seen', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'confirmed');
    const stream = await EventStream.open(http, id, { 'last-event-id': '2' });
    assert.deepEqual(await stream.events(2), toConfirmed.slice(2));
    await stream.cancel();
    const headers = { 'last-event-id': 'two' };
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}/events`, { headers }), '400 invalid_last_event_id');
  });

  it('ends cleanly when the server closes', async () => {
    const id = await placedOrder(http);
    const stream = await EventStream.open(http, id);
    await stream.events(1);
    await Promise.all([stream.end(), http.close()]);
  });
});
