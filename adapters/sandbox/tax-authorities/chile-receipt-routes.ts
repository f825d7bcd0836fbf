import { Router, text, type Request } from 'express';
import type { SandboxTrack, SiiDesk } from './chile-desk.ts';
import { isLoggedIn, readUpload } from './chile-upload.ts';
import { siiAnswer } from './chile-xml.ts';

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

/** The SII's system of receipts. */
export const receiptRoutes = (desk: SiiDesk): Router => {
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
