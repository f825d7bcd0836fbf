import http, {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import https from 'node:https';

type Respond = (response: IncomingMessage) => void;

type Options = Omit<RequestOptions, 'headers'> & { readonly headers: OutgoingHttpHeaders };

/** What the SDK's HTTP client takes for its way to the network. */
export interface Transport {
  request(options: Options, respond: Respond): ClientRequest;
}

/**
 * The SDK knows PayPal's two hosts only and lets nobody name another: this leads its requests to `baseUrl`, whatever host
 * they were for.
 */
export const transportTo = (baseUrl: string): Transport => {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const { request } = protocol === 'http:' ? http : https;
  const prefix = pathname.replace(/\/$/, '');
  return {
    request: (options, respond) => {
      const headers = { ...options.headers, host: port === '' ? hostname : `${hostname}:${port}` };
      const path = `${prefix}${options.path ?? '/'}`;
      return request(
        { method: options.method, timeout: options.timeout, protocol, hostname, port, path, headers },
        respond,
      );
    },
  };
};
