import type { Document } from '@xmldom/xmldom';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { signWhole, type SigningKey } from './sign.ts';
import { parseXml, textIn } from '../xml.ts';
import { lines } from './text.ts';

/** Describes an envelope as the SII has it. */
export interface EnvelopeState {
  /** The SII's own code. */
  readonly code: string;
  readonly message: string;
  /** Once its documents are processed: how many were accepted, accepted with remarks (`reparos`), or refused. */
  readonly counts?: { readonly accepted: number; readonly remarked: number; readonly refused: number };
  /** What it remarks on the documents, as far as it says it here. */
  readonly remarks: readonly string[];
}

/** Says what became of sending an envelope: where to ask on, or why it was not taken in. */
export type Upload =
  { readonly trackId: string } | { readonly refused: { readonly code: string; readonly message: string } };

/** One of the SII's two systems: the one of invoices and notes, or the one of receipts. */
export interface SiiService {
  /** @param file the envelope @throws ServiceUnavailableError */
  upload(file: Uint8Array<ArrayBuffer>, name: string): Promise<Upload>;
  /** @throws ServiceUnavailableError */
  stateOf(trackId: string): Promise<EnvelopeState>;
  /** Whether the SII has this very document, whichever envelope brought it. @throws ServiceUnavailableError */
  holds(document: NumberedDocument): Promise<boolean>;
  /** @throws ServiceUnavailableError */
  ping(): Promise<void>;
}

/** Returns a RUT in its two parts, as forms and addresses want it. */
export const partsOfRut = (rut: string): { readonly number: string; readonly digit: string } => {
  const [number = '', digit = ''] = rut.split('-');
  return { number, digit };
};

/** Returns the form in which both systems take envelopes. */
export const uploadForm = (sender: string, company: string, file: Uint8Array<ArrayBuffer>, name: string): FormData => {
  const form = new FormData();
  const [from, of] = [partsOfRut(sender), partsOfRut(company)];
  form.append('rutSender', from.number);
  form.append('dvSender', from.digit);
  form.append('rutCompany', of.number);
  form.append('dvCompany', of.digit);
  form.append('archivo', new Blob([file], { type: 'text/xml' }), name);
  return form;
};

/** Makes the headers that show the token to both systems. */
export const tokenHeaders = (token: string): Record<string, string> => ({ Cookie: `TOKEN=${token}` });

/** Names the SII's word for a document that it has, with the same amount, receiver and day. */
export const isHeld = 'DOK';

/** Reports that the SII does not know the token, or not any more. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

/** Makes the error of an answer that cannot be what the SII says when it is well. */
export const unavailable = (cause: unknown): ServiceUnavailableError => new ServiceUnavailableError('sii', { cause });

type SiiRequest = Omit<RequestInit, 'redirect' | 'signal'>;

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

/** Says how one of the SII's systems gives out tokens. */
interface Doorman {
  /** The SII's answer to a request for a seed. */
  seed(): Promise<Document>;
  /** … and to a signed seed. */
  token(signedSeed: string): Promise<Document>;
}

/** Runs calls with a token. */
interface Session {
  /** Asks for a seed, which needs no token: whether the SII answers. */
  ping(): Promise<void>;
  /** @throws ServiceUnavailableError also if the SII does not let us in: that is for people to mend */
  run<Answer>(call: (token: string) => Promise<Answer>): Promise<Answer>;
}

const granted = '00';

/** @throws ServiceUnavailableError for an answer without it */
const grantedText = (answer: Document, name: string): string => {
  const [state, text] = [textIn(answer, 'ESTADO'), textIn(answer, name)];
  if (state === granted && text !== undefined) return text;
  throw unavailable(new Error(`no ${name}: ${state ?? 'no state'} ${textIn(answer, 'GLOSA') ?? ''}`));
};

/** Opens a session: a token is asked for once, however many need it, and used until the SII refuses it; then one more is asked for. */
export const openSession = (doorman: Doorman, key: SigningKey): Session => {
  let held: Promise<string> | undefined;

  const fetchSeed = async (): Promise<string> => grantedText(await doorman.seed(), 'SEMILLA');

  const fetchToken = async (): Promise<string> => {
    const request = lines({ getToken: { item: { Semilla: await fetchSeed() } } });
    return grantedText(await doorman.token(signWhole(request, key)), 'TOKEN');
  };

  const token = (): Promise<string> => {
    if (held !== undefined) return held;
    const coming = fetchToken();
    held = coming;
    coming.catch(() => {
      if (held === coming) held = undefined;
    });
    return coming;
  };

  return {
    ping: async () => {
      await fetchSeed();
    },
    run: async (call) => {
      const used = token();
      try {
        return await call(await used);
      } catch (error) {
        if (!(error instanceof TokenRefusedError)) throw error;
        if (held === used) held = undefined;
      }
      try {
        return await call(await token());
      } catch (error) {
        throw error instanceof TokenRefusedError ? unavailable(error) : error;
      }
    },
  };
};
