import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import type { Clock } from '../../../application/ports/clock.ts';
import { isSame } from '../payments/keys.ts';
import { sandboxCertificate } from './certificate.ts';
import { stampingDesk, type DeskVerdict } from './mexico-desk.ts';
import { sandboxPacRfc } from './mexico-stamp.ts';
import { uploadedXml } from './mexico-upload.ts';

export interface SandboxPacOptions {
  /** The bearer that opens it. */
  readonly token: string;
  readonly clock: Clock;
  /** Any free one by default. */
  readonly port?: number;
}

export interface SandboxPac {
  readonly url: string;
  /** Of the key that plays the SAT's. */
  readonly satCertificatePem: string;
  /** Cuts off what is still open. */
  stop(): Promise<void>;
}

/** 30001000000500003456, as the SAT writes it into certificates: digit by digit. */
const satSerialNumber = Buffer.from('30001000000500003456').toString('hex');

/**
 * A PAC on loopback that speaks SW's REST interface (version 4 of its answers), and means it: seals, certificates, the SAT's
 * arithmetic, documents and folios that it has seen. It forgets when it stops, but stamps the same document with the same UUID.
 */
export const startSandboxPac = async ({ token, clock, port = 0 }: SandboxPacOptions): Promise<SandboxPac> => {
  const certificate = await sandboxCertificate({
    taxId: sandboxPacRfc,
    name: 'Sandbox of the SAT',
    serialNumber: satSerialNumber,
  });
  const server = createServer(pacApp(token, stampingDesk(certificate, clock)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    satCertificatePem: certificate.certificatePem,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
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
