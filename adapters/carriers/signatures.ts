import { createHmac, createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Checks whether `given` is one of `expected`; takes as long for any that is not. */
export const isOneOf = (given: string | undefined, expected: readonly string[]): boolean => {
  const wanted = digest(given ?? '');
  const matches = expected.map((each) => timingSafeEqual(digest(each), wanted));
  return given !== undefined && matches.includes(true);
};

/** Computes the HMAC-SHA256 of the bytes as they came, in base64. */
export const hmacBase64 = (secret: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** Returns the name of a message that its sender gave none: the same bytes are the same message. */
export const bodyHash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
