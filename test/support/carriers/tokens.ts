import type { CarrierAnswer, CarrierCall } from './carrier-server.ts';

/** An OAuth server's part: gives out tokens that count up, and can forget those that it gave. */
export class Tokens {
  #given = 0;
  #valid = new Set<string>();

  /** Every token so far is refused from now on. */
  revoke(): void {
    this.#valid.clear();
  }

  give(): CarrierAnswer {
    const token = `token-${++this.#given}`;
    this.#valid.add(token);
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: '3600' } };
  }

  accepts({ headers }: CarrierCall): boolean {
    return this.#valid.has((headers.authorization ?? '').replace('Bearer ', ''));
  }
}
