import express, { type Express, type Request } from 'express';
import { createServer } from 'node:http';
import type { Clock } from '../../../../application/ports/system.ts';
import { listen, type ListeningServer } from '../../http-server.ts';
import { isSame } from '../../payments/keys.ts';
import { sandboxCertificate } from '../certificate.ts';
import { sandboxPacRfc, stampingDesk, type DeskVerdict } from './desk.ts';

interface SandboxPacOptions {
  /** The bearer that opens it. */
  readonly token: string;
  readonly clock: Clock;
  /** Any free one by default. */
  readonly port?: number;
}

export interface SandboxPac extends ListeningServer {
  /** Of the key that plays the SAT's. */
  readonly satCertificatePem: string;
}

/** 30001000000500003456, as the SAT writes it into certificates: digit by digit. */
const satSerialNumber = Buffer.from('30001000000500003456').toString('hex');

/**
 * Starts a PAC on loopback that speaks SW's REST interface (version 4 of its answers), and means it: seals, certificates, the SAT's
 * arithmetic, documents and folios that it has seen. It forgets when it stops, but stamps the same document with the same UUID.
 */
export const startSandboxPac = async ({ token, clock, port }: SandboxPacOptions): Promise<SandboxPac> => {
  const certificate = await sandboxCertificate({
    taxId: sandboxPacRfc,
    name: 'Sandbox of the SAT',
    serialNumber: satSerialNumber,
  });
  const listening = await listen(createServer(pacApp(token, stampingDesk(certificate, clock))), port);
  return { ...listening, satCertificatePem: certificate.certificatePem };
};

const pacApp = (token: string, decide: (xml: string) => DeskVerdict): Express => {
  const app = express();
  app.disable('x-powered-by');

  app.use((request, response, next) => {
    if (isSame(request.get('authorization') ?? '', `Bearer ${token}`)) next();
    else response.status(401).json(failure('AU1000 - The token is not valid'));
  });

  app.get('/account/balance', (_request, response) => {
    response.json({ data: { unlimited: true }, status: 'success' });
  });

  app.post('/cfdi33/stamp/v4', express.raw({ type: 'multipart/form-data', limit: '5mb' }), (request, response) => {
    const xml = uploadedXml(request);
    if (xml === undefined) {
      response.status(400).json(failure('301. No XML was sent'));
      return;
    }
    const verdict = decide(xml);
    if ('refusal' in verdict) {
      response.status(400).json(failure(`${verdict.refusal.code} - ${verdict.refusal.message}`));
    } else if (verdict.wasStampedBefore) {
      response.status(400).json({ ...failure('307. The document was stamped before'), data: answerOf(verdict) });
    } else response.json({ data: answerOf(verdict), status: 'success' });
  });

  return app;
};

const failure = (message: string): Readonly<Record<string, unknown>> => ({
  message,
  messageDetail: null,
  data: null,
  status: 'error',
});

const answerOf = ({ stamp, certificateNumber }: Extract<DeskVerdict, { readonly stamp: object }>): object => ({
  cadenaOriginalSAT: stamp.cadena,
  noCertificadoSAT: stamp.satCertificateNumber,
  noCertificadoCFDI: certificateNumber,
  uuid: stamp.uuid,
  selloSAT: stamp.satSeal,
  fechaTimbrado: stamp.stampedAt,
  cfdi: stamp.xml,
});

/** Returns the file `xml` of a form (multipart/form-data) that `express.raw` has read; undefined if there is none. */
const uploadedXml = (request: Request): string | undefined => {
  const body: unknown = request.body;
  const boundary = /boundary="?([^";]+)/.exec(request.get('content-type') ?? '')?.[1];
  if (!Buffer.isBuffer(body) || boundary === undefined) return undefined;
  const parts = body.toString('utf8').split(`--${boundary}`);
  const part = parts.find((candidate) => /^\r\ncontent-disposition:[^\r\n]*[; ]name="xml"/i.test(candidate));
  return part?.slice(part.indexOf('\r\n\r\n') + 4, -2);
};
