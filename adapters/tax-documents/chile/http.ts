import type { Document } from '@xmldom/xmldom';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { parseXml } from './xml.ts';

/** The SII does not know the token, or not any more. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

/** An answer that cannot be what the SII says when it is well. */
export const unavailable = (cause: unknown): ServiceUnavailableError => new ServiceUnavailableError('sii', { cause });

export type SiiRequest = Omit<RequestInit, 'redirect' | 'signal'>;

/** Sends a request and reads the answer. @throws ServiceUnavailableError, TokenRefusedError */
export type Send = (url: string, request?: SiiRequest) => Promise<string>;

const unauthorized = 401;

const request = async (url: string, init: SiiRequest, timeoutMs: number): Promise<Response> => {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw unavailable(error);
  }
};

export const siiHttp =
  (timeoutMs: number): Send =>
  async (url, init = {}) => {
    const response = await request(url, init, timeoutMs);
    if (response.status === unauthorized) throw new TokenRefusedError(`${url} answered ${response.status}`);
    if (!response.ok) throw unavailable(new Error(`${url} answered ${response.status}`));
    try {
      return await response.text();
    } catch (error) {
      throw unavailable(error);
    }
  };

/** Reads what should be XML: pages about maintenance are as good as no answer. @throws ServiceUnavailableError */
export const answeredXml = (text: string): Document => {
  try {
    return parseXml(text);
  } catch (error) {
    throw unavailable(error);
  }
};
