import { z } from 'zod';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';

/** Says what a PAC makes of a sealed CFDI. */
export type PacAnswer =
  /** The whole document with the SAT's stamp. Also for one that it had stamped before: with the same stamp. */
  | { readonly status: 'stamped'; readonly xml: string }
  /** `code` of the SAT's matrix (`CFDI40119`, `302`) or the PAC's own. */
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

/** Checks CFDI for the SAT and stamps them, as a certification provider (PAC). */
export interface PacStamping {
  /** Safe to repeat. @throws ServiceUnavailableError if it does not answer, or does not admit us */
  stamp(xml: string): Promise<PacAnswer>;
  /** Resolves if it answers. @throws ServiceUnavailableError */
  ping(): Promise<void>;
}

interface SwOptions {
  /** The bearer that SW issues for an account. */
  readonly token: string;
  /** SW's production system by default; `https://services.test.sw.com.mx` is its test system. */
  readonly baseUrl?: string;
  /** Time that one call may take; 30,000 by default: stamping asks the SAT's lists. */
  readonly timeoutMs?: number;
}

const production = 'https://services.sw.com.mx';
const defaultTimeoutMs = 30_000;
const pac = 'SW (PAC)';

const stamped = z.object({ data: z.object({ cfdi: z.string().min(1) }) });
const refused = z.object({ message: z.string(), messageDetail: z.string().nullish() });

/** `CFDI40119 - El campo …`, `307. El comprobante …`. */
const codedMessage = /^\s*([A-Z]*\d+)[\s.:-]+(.*)$/s;

/** Stamped before. The answer has the document as it was stamped then. */
const stampedBefore = '307';
/** Wrong credentials (AU) and failures of its own (CO) say nothing of the document. */
const notOfTheDocument = /^(?:AU|CO)\d/;

const status = { unauthorized: 401, forbidden: 403, timeout: 408, tooMany: 429, firstServerError: 500 } as const;
const silences: readonly number[] = [status.unauthorized, status.forbidden, status.timeout, status.tooMany];

/** Stamps through SW sapien's REST interface, version 4 of its answers. */
export const swPac = ({ token, baseUrl = production, timeoutMs = defaultTimeoutMs }: SwOptions): PacStamping => {
  const ask = async (path: string, init: RequestInit): Promise<{ readonly ok: boolean; readonly body: unknown }> => {
    const response = await fetch(`${baseUrl}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status >= status.firstServerError || silences.includes(response.status)) {
      throw new Error(`it answered ${response.status}`);
    }
    return { ok: response.ok, body: await response.json() };
  };

  return {
    stamp: (xml) =>
      orUnavailable(async () => {
        const form = new FormData();
        form.append('xml', new Blob([xml], { type: 'text/xml' }), 'cfdi.xml');
        const { ok, body } = await ask('/cfdi33/stamp/v4', { method: 'POST', body: form });
        return ok ? asStamped(body) : asRefused(body);
      }),
    ping: () =>
      orUnavailable(async () => {
        const { ok } = await ask('/account/balance', { method: 'GET' });
        if (!ok) throw new Error('it refuses to show the balance');
      }),
  };
};

const asStamped = (body: unknown): PacAnswer => ({ status: 'stamped', xml: stamped.parse(body).data.cfdi });

const asRefused = (body: unknown): PacAnswer => {
  const { message, messageDetail } = refused.parse(body);
  const [, code = 'unknown', words = message] = codedMessage.exec(message) ?? [];
  if (notOfTheDocument.test(code)) throw new Error(message);
  if (code === stampedBefore && stamped.safeParse(body).success) return asStamped(body);
  return { status: 'refused', code, message: [words, messageDetail ?? ''].join(' ').trim() };
};

/** Takes an answer that makes no sense for none: the same document may be sent again, and is stamped once. */
const orUnavailable = async <Answer>(attempt: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await attempt();
  } catch (error) {
    throw new ServiceUnavailableError(pac, { cause: error });
  }
};
