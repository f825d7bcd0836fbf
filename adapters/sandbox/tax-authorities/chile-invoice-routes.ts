import { Router, text, type Request, type Response } from 'express';
import type { SiiDesk } from './chile-desk.ts';
import { readUpload } from './chile-upload.ts';
import { rootOf, siiAnswer, soapAnswer, textIn, written } from './chile-xml.ts';

const notLoggedIn = { ESTADO: '001', GLOSA: 'TOKEN NO EXISTE' };

/** The SII's system of invoices and notes. */
export const invoiceRoutes = (desk: SiiDesk): Router => {
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
