/** What a till does not do: `code` is stable, `message` is for the person before it. Nothing was written. */
export class TillError extends Error {
  override readonly name = 'TillError';
  readonly code: TillErrorCode;
  constructor(code: TillErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type TillErrorCode =
  | 'no_open_shift'
  | 'shift_is_open'
  | 'empty_sale'
  | 'invalid_amount'
  | 'invalid_quantity'
  | 'unknown_tax_class'
  | 'payment_due'
  | 'amount_exceeds_due'
  | 'not_connected';
