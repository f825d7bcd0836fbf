import type { Document } from '@xmldom/xmldom';
import {
  answeredXml,
  TokenRefusedError,
  unavailable,
  isHeld,
  partsOfRut,
  tokenHeaders,
  uploadForm,
  openSession,
  type Send,
  type EnvelopeState,
  type SiiService,
  type Upload,
} from './client.ts';
import { receiverOf, requireRut } from './parties.ts';
import type { SigningKey } from './sign.ts';
import { chileDate, flat } from './text.ts';
import { textIn } from '../xml.ts';

const paths = {
  seed: '/DTEWS/CrSeed.jws',
  token: '/DTEWS/GetTokenFromSeed.jws',
  upload: '/cgi_dte/UPL/DTEUpload',
  envelopeState: '/DTEWS/QueryEstUp.jws',
  documentState: '/DTEWS/QueryEstDte.jws',
} as const;

/** Poses as a browser: the upload takes no other calls. */
const userAgent = 'Mozilla/4.0 (compatible; PROG 1.0; Comanda)';

/** Lists codes of an upload. Any other means that the SII's own system fails. */
const uploadCodes = { taken: '0', notLoggedIn: '5' } as const;

/** Says what is wrong with the envelope itself. */
const uploadRefusals: Readonly<Record<string, string>> = {
  '2': 'the size of the file is not allowed',
  '7': 'the file breaks the schema',
  '8': 'the signature of the file is wrong',
};

/** Lists the states of a query that mean: the token is not good (any more). */
const tokenStates: ReadonlySet<string> = new Set(['001', '002', '003']);

const soapBody = (operation: string, values: Readonly<Record<string, string>>): string =>
  flat({
    'soapenv:Envelope': {
      '@xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      'soapenv:Body': { [operation]: values },
    },
  });

/** `23112026` */
const compactDate = (date: string): string => date.split('-').reverse().join('');

/** Returns the SII's system of invoices and notes: SOAP, and a form to upload. */
export const invoiceService = (send: Send, url: string, company: string, key: SigningKey): SiiService => {
  /** Its answers are XML in a text in XML. */
  const call = async (
    path: string,
    operation: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Document> => {
    const text = await send(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""' },
      body: soapBody(operation, values),
    });
    return answeredXml(textIn(answeredXml(text), `${operation}Return`) ?? '');
  };

  const session = openSession(
    {
      seed: () => call(paths.seed, 'getSeed'),
      token: (signedSeed) => call(paths.token, 'getToken', { pszXml: signedSeed }),
    },
    key,
  );

  const query = (path: string, operation: string, values: Readonly<Record<string, string>>): Promise<Document> =>
    session.run(async (token) => {
      const answer = await call(path, operation, { ...values, Token: token });
      const state = textIn(answer, 'ESTADO') ?? '';
      if (tokenStates.has(state)) throw new TokenRefusedError(`${path}: ${state}`);
      return answer;
    });

  const readUpload = (text: string): Upload => {
    const answer = answeredXml(text);
    const code = textIn(answer, 'STATUS') ?? '';
    if (code === uploadCodes.notLoggedIn) throw new TokenRefusedError('the upload was refused');
    const trackId = textIn(answer, 'TRACKID');
    if (code === uploadCodes.taken && trackId !== undefined) return { trackId };
    const message = uploadRefusals[code];
    if (message === undefined) throw unavailable(new Error(`the upload was answered ${code}`));
    return { refused: { code, message } };
  };

  const readState = (answer: Document): EnvelopeState => {
    const count = (name: string): number => Number(textIn(answer, name) ?? 0);
    const state = {
      code: textIn(answer, 'ESTADO') ?? '',
      message: textIn(answer, 'GLOSA') ?? '',
      remarks: [], // They are sent by mail.
    };
    if (textIn(answer, 'INFORMADOS') === undefined) return state;
    return {
      ...state,
      counts: { accepted: count('ACEPTADOS'), remarked: count('REPAROS'), refused: count('RECHAZADOS') },
    };
  };

  const of = partsOfRut(company);
  return {
    ping: () => session.ping(),

    upload: (file, name) =>
      session.run(async (token) => {
        const headers = { ...tokenHeaders(token), 'User-Agent': userAgent };
        const body = uploadForm(key.taxId, company, file, name);
        return readUpload(await send(`${url}${paths.upload}`, { method: 'POST', headers, body }));
      }),

    stateOf: async (trackId) =>
      readState(
        await query(paths.envelopeState, 'getEstUp', {
          RutCompania: of.number,
          DvCompania: of.digit,
          TrackId: trackId,
        }),
      ),

    holds: async (document) => {
      const [asking, receiver] = [partsOfRut(key.taxId), partsOfRut(receiverOf(document).taxId)];
      const issuer = partsOfRut(requireRut(document.issuer.taxId));
      const answer = await query(paths.documentState, 'getEstDte', {
        RutConsultante: asking.number,
        DvConsultante: asking.digit,
        RutCompania: issuer.number,
        DvCompania: issuer.digit,
        RutReceptor: receiver.number,
        DvReceptor: receiver.digit,
        TipoDte: document.documentType,
        FolioDte: String(document.folio),
        FechaEmisionDte: compactDate(chileDate(document.issuedAt)),
        MontoDte: String(document.totals.total),
      });
      return textIn(answer, 'ESTADO') === isHeld;
    },
  };
};
