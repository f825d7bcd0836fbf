import { z } from 'zod';
import {
  answeredXml,
  unavailable,
  isHeld,
  partsOfRut,
  tokenHeaders,
  uploadForm,
  openSession,
  type Send,
  type SiiService,
} from './client.ts';
import { receiverOf } from './parties.ts';
import type { SigningKey } from './sign.ts';
import { chileDate } from './text.ts';

const base = '/recursos/v1/boleta.electronica';

const uploadAnswer = z.object({ trackid: z.union([z.number(), z.string()]).transform(String) });

const count = z.coerce.number().default(0);

const stateAnswer = z.object({
  estado: z.string(),
  estadistica: z.array(z.object({ aceptados: count, rechazados: count, reparos: count })).nullish(),
  detalle_rep_rech: z
    .array(
      z.object({
        estado: z.string().default(''),
        descripcion: z.string().default(''),
        error: z.array(z.object({ descripcion: z.string().default(''), detalle: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
});

const documentAnswer = z.object({ codigo: z.string() });

/** @throws ServiceUnavailableError for an answer that is not as documented */
const read = <Value>(text: string, schema: z.ZodType<Value>): Value => {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unavailable(error);
  }
};

const xml = { 'Content-Type': 'application/xml', Accept: 'application/xml' };
const json = { Accept: 'application/json' };

/** Says where the system of receipts is: it takes uploads at another host than all else. */
interface ReceiptAddresses {
  readonly url: string;
  readonly uploadUrl: string;
}

/** Returns the SII's system of receipts (`boletas`): JSON over HTTP, but for the token. */
export const receiptService = (
  send: Send,
  { url, uploadUrl }: ReceiptAddresses,
  company: string,
  key: SigningKey,
): SiiService => {
  const session = openSession(
    {
      seed: async () => answeredXml(await send(`${url}${base}.semilla`, { headers: xml })),
      token: async (signedSeed) =>
        answeredXml(await send(`${url}${base}.token`, { method: 'POST', headers: xml, body: signedSeed })),
    },
    key,
  );

  const get = (path: string): Promise<string> =>
    session.run((token) => send(`${url}${base}${path}`, { headers: { ...json, ...tokenHeaders(token) } }));

  return {
    ping: () => session.ping(),

    upload: async (file, name) => {
      const text = await session.run((token) => {
        const body = uploadForm(key.taxId, company, file, name);
        return send(`${uploadUrl}${base}.envio`, {
          method: 'POST',
          headers: { ...json, ...tokenHeaders(token) },
          body,
        });
      });
      return { trackId: read(text, uploadAnswer).trackid };
    },

    stateOf: async (trackId) => {
      const answer = read(await get(`.envio/${company}-${trackId}`), stateAnswer);
      const details = answer.detalle_rep_rech ?? [];
      const remarks = details.flatMap(({ descripcion, error }) => [
        descripcion,
        ...(error ?? []).map((one) => [one.descripcion, one.detalle ?? ''].join(' ').trim()),
      ]);
      const state = { code: answer.estado, message: remarks.join('; '), remarks };
      const [counts] = answer.estadistica ?? [];
      if (counts === undefined) return state;
      return {
        ...state,
        counts: { accepted: counts.aceptados, remarked: counts.reparos, refused: counts.rechazados },
      };
    },

    holds: async (document) => {
      const receiver = partsOfRut(receiverOf(document).taxId);
      const query = new URLSearchParams({
        rut_receptor: receiver.number,
        dv_receptor: receiver.digit,
        monto: String(document.totals.total),
        fechaEmision: chileDate(document.issuedAt).split('-').reverse().join('-'),
      });
      const path = `/${company}-${document.documentType}-${document.folio}/estado?${query.toString()}`;
      return read(await get(path), documentAnswer).codigo === isHeld;
    },
  };
};
