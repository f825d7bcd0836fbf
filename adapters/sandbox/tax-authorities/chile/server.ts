import express, { Router, text, type Request, type Response } from 'express';
import { createServer } from 'node:http';
import type { Clock } from '../../../../application/ports/system.ts';
import { listen, type ListeningServer } from '../../http-server.ts';
import { rootOf } from '../xml.ts';
import { SiiDesk, type SandboxTrack, type SandboxUpload } from './desk.ts';
import { siiAnswer, soapAnswer, textIn, written } from './xml.ts';

interface SandboxSiiOptions {
  readonly clock: Clock;
  /** Loopback by default. */
  readonly host?: string;
  /** Any free one by default. */
  readonly port?: number;
}

/** Both systems, that of invoices and that of receipts, are at its address. */
export interface SandboxSii extends ListeningServer {
  readonly desk: SiiDesk;
}

/**
 * Starts an SII of one's own: the protocols of the real one, over HTTP. It checks seeds, the signatures of envelopes and documents,
 * stamps by the key in their CAF, totals, and that a folio is used once; whose CAFs and certificates they are it believes.
 * What it takes in is judged at once; the next question gets the verdict. It remembers until it is stopped.
 */
export const startSandboxSii = async ({ clock, host, port }: SandboxSiiOptions): Promise<SandboxSii> => {
  const desk = new SiiDesk(clock);
  const app = express();
  app.disable('x-powered-by');
  app.use(invoiceRoutes(desk));
  app.use('/recursos/v1', receiptRoutes(desk));
  return { ...(await listen(createServer(app), port, host)), desk };
};

const notLoggedIn = { ESTADO: '001', GLOSA: 'TOKEN NO EXISTE' };

/** Returns the SII's system of invoices and notes. */
const invoiceRoutes = (desk: SiiDesk): Router => {
  const router = Router();

  /** Serves an operation of SOAP: what `answer` makes of the request's body. */
  const serve = (path: string, operation: string, answer: (value: (name: string) => string) => string): void => {
    router.post(
      `/DTEWS/${path}.jws`,
      text({ type: () => true, limit: '1mb' }),
      (request: Request, response: Response) => {
        const body = rootOf(String(request.body));
        response.type('text/xml').send(
          soapAnswer(
            operation,
            answer((name) => textIn(body, name)),
          ),
        );
      },
    );
  };

  serve('CrSeed', 'getSeed', () => siiAnswer({ ESTADO: '00' }, { SEMILLA: desk.seed() }));

  serve('GetTokenFromSeed', 'getToken', (value) => {
    const token = desk.token(value('pszXml'));
    return token === undefined
      ? siiAnswer({ ESTADO: '11', GLOSA: 'Error en firma' })
      : siiAnswer({ ESTADO: '00', GLOSA: 'Token Creado' }, { TOKEN: token });
  });

  serve('QueryEstUp', 'getEstUp', (value) => {
    if (!desk.isKnown(value('Token'))) return siiAnswer(notLoggedIn);
    const track = desk.track(value('TrackId'));
    if (track?.company !== `${value('RutCompania')}-${value('DvCompania')}`) {
      return siiAnswer({ ESTADO: '-11', GLOSA: 'TrackId no existe' });
    }
    const header = { TRACKID: track.trackId, ESTADO: track.state, GLOSA: 'Envio Procesado' };
    if (track.state !== 'EPR') return siiAnswer({ ...header, GLOSA: 'Rechazado' });
    return siiAnswer(header, {
      INFORMADOS: String(track.accepted.length + track.refused.length),
      ACEPTADOS: String(track.accepted.length),
      RECHAZADOS: String(track.refused.length),
      REPAROS: '0',
    });
  });

  serve('QueryEstDte', 'getEstDte', (value) => {
    if (!desk.isKnown(value('Token'))) return siiAnswer(notLoggedIn);
    const document = desk.find(`${value('RutCompania')}-${value('DvCompania')}`, value('TipoDte'), value('FolioDte'));
    if (document === undefined) return siiAnswer({ ESTADO: 'FAU', GLOSA_ESTADO: 'Documento No Recibido por el SII' });
    const isSame =
      document.receiver === `${value('RutReceptor')}-${value('DvReceptor')}` &&
      document.total === value('MontoDte') &&
      document.date.split('-').reverse().join('') === value('FechaEmisionDte');
    return siiAnswer({
      ESTADO: isSame ? 'DOK' : 'DNK',
      GLOSA_ESTADO: isSame ? 'Documento Recibido' : 'Datos No Coinciden',
    });
  });

  router.post('/cgi_dte/UPL/DTEUpload', async (request, response) => {
    const upload = await readUpload(request, desk, 'EnvioDTE');
    const result = upload === undefined ? { STATUS: 5 } : { STATUS: 0, TRACKID: desk.upload(upload) };
    response.type('text/xml').send(written({ RECEPCIONDTE: result }));
  });

  return router;
};

const receipt = 39;

const parameter = (request: Request, name: string): string => String(request.params[name]);

const queried = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
};

const showTrack = ({ trackId, company, state, accepted, refused }: SandboxTrack): object => ({
  rut_emisor: company,
  trackid: Number(trackId),
  estado: state,
  estadistica:
    state === 'EPR'
      ? [
          {
            tipo: receipt,
            informados: accepted.length + refused.length,
            aceptados: accepted.length,
            rechazados: refused.length,
            reparos: 0,
          },
        ]
      : null,
  detalle_rep_rech: refused.map(({ folio, faults }) => ({
    tipo: receipt,
    folio: Number(folio),
    estado: 'RCH',
    descripcion: 'DTE Rechazado',
    error: faults.map((fault) => ({ nivel: 'ERROR', descripcion: fault, detalle: '' })),
  })),
});

/** Returns the SII's system of receipts. */
const receiptRoutes = (desk: SiiDesk): Router => {
  const router = Router();

  router.get('/boleta.electronica.semilla', (_request, response) => {
    response.type('application/xml').send(siiAnswer({ ESTADO: '00' }, { SEMILLA: desk.seed() }));
  });

  router.post('/boleta.electronica.token', text({ type: () => true }), (request, response) => {
    const token = desk.token(String(request.body));
    const answer =
      token === undefined
        ? siiAnswer({ ESTADO: '11', GLOSA: 'Error en firma' })
        : siiAnswer({ ESTADO: '00', GLOSA: 'Token Creado' }, { TOKEN: token });
    response.type('application/xml').send(answer);
  });

  router.post('/boleta.electronica.envio', async (request, response) => {
    const upload = await readUpload(request, desk, 'EnvioBOLETA');
    if (upload === undefined) response.sendStatus(401);
    else response.json({ rut_emisor: upload.company, trackid: Number(desk.upload(upload)), estado: 'REC' });
  });

  router.get('/boleta.electronica.envio/:number-:digit-:trackId', (request, response) => {
    const track = desk.track(parameter(request, 'trackId'));
    if (!isLoggedIn(request, desk)) response.sendStatus(401);
    else if (track?.company !== `${parameter(request, 'number')}-${parameter(request, 'digit')}`)
      response.sendStatus(404);
    else response.json(showTrack(track));
  });

  router.get('/boleta.electronica/:number-:digit-:type-:folio/estado', (request, response) => {
    if (!isLoggedIn(request, desk)) {
      response.sendStatus(401);
      return;
    }
    const issuer = `${parameter(request, 'number')}-${parameter(request, 'digit')}`;
    const document = desk.find(issuer, parameter(request, 'type'), parameter(request, 'folio'));
    const isSame =
      document?.receiver === `${queried(request, 'rut_receptor')}-${queried(request, 'dv_receptor')}` &&
      document.total === queried(request, 'monto') &&
      document.date.split('-').reverse().join('-') === queried(request, 'fechaEmision');
    response.json({ codigo: document === undefined ? 'FAU' : isSame ? 'DOK' : 'DNK' });
  });

  return router;
};

const readBody = async (request: Request): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
};

/** Returns the fields of a form, bytes as characters of ISO 8859-1. */
const fieldsOf = (contentType: string, body: Buffer): ReadonlyMap<string, string> => {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? '';
  const parts = body.toString('latin1').split(`--${boundary}`);
  return new Map(
    parts.flatMap((part) => {
      const start = part.indexOf('\r\n\r\n');
      const name = /[; ]name="([^"]*)"/.exec(part.slice(0, Math.max(0, start)))?.[1];
      return name === undefined ? [] : [[name, part.slice(start + 4, -2)] as const];
    }),
  );
};

/** Checks whether a request brings a token that is good. */
const isLoggedIn = (request: Request, desk: SiiDesk): boolean =>
  desk.isKnown(/(?:^|; ?)TOKEN=([^;]+)/.exec(request.get('cookie') ?? '')?.[1] ?? '');

/** Reads the form with which an envelope comes; undefined without a good token. */
const readUpload = async (
  request: Request,
  desk: SiiDesk,
  form: SandboxUpload['form'],
): Promise<SandboxUpload | undefined> => {
  const body = await readBody(request);
  if (!isLoggedIn(request, desk)) return undefined;
  const fields = fieldsOf(request.get('content-type') ?? '', body);
  const field = (name: string): string => fields.get(name) ?? '';
  return {
    form,
    sender: `${field('rutSender')}-${field('dvSender')}`,
    company: `${field('rutCompany')}-${field('dvCompany')}`,
    file: Buffer.from(field('archivo'), 'latin1'),
  };
};
