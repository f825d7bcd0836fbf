import { X509Certificate, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { unavailable } from './client.ts';

/** Matches where PayPal, and only PayPal, publishes the certificates of its webhooks. */
const path = /^\/v1\/notifications\/certs\/[\w.-]+$/;
const origins = {
  live: ['https://api.paypal.com', 'https://api-m.paypal.com'],
  sandbox: ['https://api.sandbox.paypal.com', 'https://api-m.sandbox.paypal.com'],
} as const;

const maxBytes = 64 * 1024;

export interface CertificateOptions {
  readonly environment: keyof typeof origins;
  readonly baseUrl?: string | undefined;
  readonly timeoutMs: number;
}

/**
 * Finds the public key of the certificate at a URL that a webhook names, at that moment (milliseconds since 1970). Undefined
 * if it is none of PayPal's (or of `baseUrl`'s), is not there, has expired, or does not follow from the ones beside it.
 * @throws ServiceUnavailableError if it cannot be fetched now
 */
export type FindCertificateKey = (url: string, at: number) => Promise<KeyObject | undefined>;

export const certificateKeys = ({ environment, baseUrl, timeoutMs }: CertificateOptions): FindCertificateKey => {
  const trusted: readonly string[] = baseUrl === undefined ? origins[environment] : [new URL(baseUrl).origin];
  const kept = new LRUCache<string, readonly X509Certificate[]>({ max: 16 });
  return async (url, at) => {
    if (!isTrusted(url, trusted)) return undefined;
    const chain = kept.get(url) ?? (await fetchChain(url, timeoutMs));
    if (chain === undefined || !isSound(chain, at)) return undefined;
    kept.set(url, chain);
    return chain[0]?.publicKey;
  };
};

const isTrusted = (text: string, trusted: readonly string[]): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && trusted.includes(url.origin) && path.test(url.pathname) && url.search === '';
};

const fetchChain = async (url: string, timeoutMs: number): Promise<readonly X509Certificate[] | undefined> => {
  const pem = await download(url, timeoutMs);
  const blocks = pem?.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  try {
    return blocks?.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
};

const download = async (url: string, timeoutMs: number): Promise<string | undefined> => {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
    const text = await response.text();
    return response.ok && text.length <= maxBytes ? text : undefined;
  } catch (error) {
    throw unavailable(
      `the certificate of the webhook cannot be fetched: ${error instanceof Error ? error.name : 'no answer'}`,
    );
  }
};

/** Checks that each is in force and issued by the next one. TLS has shown already that PayPal serves them. */
const isSound = (chain: readonly X509Certificate[], at: number): boolean =>
  chain.length > 0 &&
  chain.every((certificate, index) => {
    const issuer = chain[index + 1];
    const isInForce = Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo);
    return (
      isInForce && (issuer === undefined || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)))
    );
  });
