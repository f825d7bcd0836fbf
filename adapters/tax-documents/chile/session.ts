import type { Document } from '@xmldom/xmldom';
import { TokenRefusedError, unavailable } from './http.ts';
import { signWhole } from './sign-xml.ts';
import type { SigningKey } from './signing-key.ts';
import { lines, textIn } from './xml.ts';

/** How one of the SII's systems gives out tokens. */
export interface Doorman {
  /** The SII's answer to a request for a seed. */
  seed(): Promise<Document>;
  /** … and to a signed seed. */
  token(signedSeed: string): Promise<Document>;
}

/** Runs calls with a token. */
export interface Session {
  /** Asks for a seed, which needs no token: whether anybody is there. */
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

/** A token is asked for once, however many need it, and used until the SII refuses it; then one more is asked for. */
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
