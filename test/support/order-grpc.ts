import { Client, credentials, Metadata, status, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';
import type { MethodDefinition, ServiceDefinition } from '@grpc/proto-loader';
import type { EndedCall, OrderServerDependencies } from '../../adapters/grpc/server/callers.ts';
import { createOrderServer, type OrderServer } from '../../adapters/grpc/server/order-server.ts';
import { withDatabaseNamed } from '../../adapters/postgres/reach.ts';
import { createHistory } from '../../application/history/history.ts';
import { orderService } from '../../proto/services.ts';
import { inMemoryReadSide } from '../adapters/http/support/in-memory-read-side.ts';
import { openShop, type Shop } from '../adapters/http/support/shop.ts';
import { FixedClock } from './clock.ts';
import { contextFor } from './command-contexts.ts';
import { countedId } from './counting-ids.ts';
import { tokenOf, trusting } from './http.ts';
import { MemoryLog } from './port-doubles.ts';
import { accepted } from './test-engine.ts';

export type Headers = Readonly<Record<string, string | Buffer>>;

/** A call that was refused, as its caller sees it. */
export interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

const metadataOf = (headers: Headers): Metadata => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return metadata;
};

export const refusalOf = ({ code, details, metadata }: ServiceError): Refusal => {
  const [errorCode] = metadata.get('error-code');
  const [json] = metadata.get('error-details-bin');
  return {
    status: status[code],
    code: String(errorCode),
    message: details,
    details: json === undefined ? undefined : JSON.parse(String(json)),
  };
};

/** The order service on a shop, and a real client of it, over loopback. */
export class OrderGrpcTest {
  readonly shop: Shop = openShop();
  readonly log = new MemoryLog();
  readonly ended: EndedCall[] = [];
  readonly #server: OrderServer;
  #client: Client | undefined;
  #address = '';

  constructor(changes: (shop: Shop) => Partial<OrderServerDependencies> = () => ({})) {
    let ids = 0;
    this.#server = createOrderServer({
      engine: this.shop.engine,
      readSide: inMemoryReadSide(this.shop.store),
      history: createHistory(this.shop.store),
      authenticator: trusting,
      newId: () => countedId(++ids, 0xabc),
      translateError: withDatabaseNamed,
      clock: new FixedClock(),
      logger: this.log,
      onCall: (call) => {
        this.ended.push(call);
      },
      ...changes(this.shop),
    });
  }

  get address(): string {
    return this.#address;
  }

  get client(): Client {
    if (this.#client === undefined) throw new Error('listen first');
    return this.#client;
  }

  async listen(): Promise<this> {
    this.#address = `127.0.0.1:${await this.#server.listen(0, '127.0.0.1')}`;
    this.#client = new Client(this.#address, credentials.createInsecure());
    return this;
  }

  async close(graceMs = 500): Promise<void> {
    this.#client?.close();
    await this.#server.close(graceMs);
  }

  /** Closes the server only. */
  closeServer(graceMs: number): Promise<void> {
    return this.#server.close(graceMs);
  }

  call<Answer = unknown>(
    method: string,
    request: object,
    headers: Headers = {},
    service: ServiceDefinition = orderService,
  ): Promise<Answer> {
    const { path, requestSerialize, responseDeserialize } = service[method]!;
    return new Promise((resolve, reject) => {
      const deserialize = responseDeserialize as (bytes: Buffer) => Answer;
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        deserialize,
        request,
        metadataOf(headers),
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
  }

  /** Makes a call that must be refused. */
  async refused(method: string, request: object, headers: Headers = {}): Promise<Refusal> {
    try {
      await this.call(method, request, headers);
    } catch (error) {
      return refusalOf(error as ServiceError);
    }
    throw new Error(`${method} was not refused`);
  }

  stream(method: string, request: object, headers: Headers = {}): Messages {
    const { path, requestSerialize, responseDeserialize }: MethodDefinition<object, object> = orderService[method]!;
    return new Messages(
      this.client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadataOf(headers)),
    );
  }

  /** A cart with two red mugs, as staff or as its customer made it. */
  async cart(name: string, customerId: string | null = 'c1', organizationId = 'demo'): Promise<string> {
    const context = (step: string) => contextFor(`${name}-${step}`, { organizationId });
    const { carts } = this.shop.engine;
    const { cartId } = accepted(await carts.create(context('cart'), { customerId }));
    accepted(await carts.addItem(context('item'), cartId, { variantId: '1', quantity: 2000 }));
    return cartId;
  }
}

/** The messages of a stream, one after the other. */
export class Messages {
  readonly #stream: ClientReadableStream<object>;
  readonly #iterator: AsyncIterator<object>;

  constructor(stream: ClientReadableStream<object>) {
    this.#stream = stream;
    this.#iterator = stream[Symbol.asyncIterator]() as AsyncIterator<object>;
  }

  /** The next message; undefined once the stream has ended. */
  async next<Message>(): Promise<Message | undefined> {
    const result = await this.#iterator.next();
    return result.done === true ? undefined : (result.value as Message);
  }

  async refusal(): Promise<Refusal> {
    try {
      await this.#iterator.next();
    } catch (error) {
      return refusalOf(error as ServiceError);
    }
    throw new Error('the stream was not refused');
  }

  cancel(): void {
    this.#stream.on('error', () => undefined);
    this.#stream.cancel();
  }
}

export const as = (role: string, subject: string, organizationId = 'demo'): Headers =>
  tokenOf(role, subject, organizationId);
