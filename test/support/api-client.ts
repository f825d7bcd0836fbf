export interface Answer {
  readonly status: number;
  /** `data` of a success, `error` of a failure. */
  readonly data: Readonly<Record<string, unknown>>;
}

const address = { name: 'Ana Rojas', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' };

/** A client of the engine's HTTP interface, as a shop would have one. */
export class ApiClient {
  readonly #base: () => string;

  /** @param base the address now: an engine that was started again may have another */
  constructor(base: () => string) {
    this.#base = base;
  }

  async call(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', ...(key === undefined ? {} : { 'Idempotency-Key': key }) };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.#base()}/api/v1${path}`, init);
    const { data, error } = (await response.json()) as { data?: Answer['data']; error?: Answer['data'] };
    return { status: response.status, data: data ?? error ?? {} };
  }

  post(path: string, body: unknown = {}, key?: string): Promise<Answer> {
    return this.call('POST', path, body, key);
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  /** A new cart with so many of the variant, checked out. */
  async order(quantity: number, variant = 'var_71053', paymentMethod = 'cash'): Promise<Answer> {
    const cart = String((await this.post('/carts')).data.cart_id);
    await this.post(`/carts/${cart}/items`, { variant_id: variant, quantity });
    const delivery = { shipping_method: 'standard', payment_method: paymentMethod, shipping_address: address };
    return this.post('/orders/from-cart', { cart_id: cart, ...delivery });
  }

  /** Takes a placed order to `delivered`. @returns the last answer */
  async deliver({ data }: Answer): Promise<Answer> {
    const id = String(data.order_id);
    await this.post(`/orders/${id}/payments`, { payment_method: 'cash', amount: data.total, currency: data.currency });
    return this.fulfil(id);
  }

  /** Takes a confirmed order to `delivered`. @returns the last answer */
  async fulfil(id: string): Promise<Answer> {
    await this.post(`/orders/${id}/fulfillment`);
    await this.post(`/fulfillment/${id}.F1/pick`);
    await this.post(`/fulfillment/${id}.F1/pack`);
    await this.post(`/orders/${id}/shipments`, { carrier: 'local' });
    await this.post(`/shipments/${id}.S1/dispatch`);
    return this.post(`/shipments/${id}.S1/deliver`);
  }
}
