import { createServer, type IncomingMessage } from 'node:http';
import type { Clock } from '../../../../application/ports/system.ts';
import { listen, type ListeningServer } from '../../http-server.ts';
import { newRegistry, type Registry } from './desk.ts';
import { billReply, faultReply, readRequest, statusReply, SunatFault, text, type SunatRequest } from './xml.ts';

interface SandboxSunatOptions {
  /** Of the only issuer that it knows. */
  readonly ruc: string;
  readonly user: string;
  readonly password: string;
  readonly clock: Clock;
}

/** Both services, `billService` and `billConsultService`, are at its address. */
interface SandboxSunat extends ListeningServer {
  /** How many documents it has accepted. */
  accepted(): number;
}

const longestRequest = 4 * 1024 * 1024;

/**
 * Starts a SUNAT on loopback: it speaks the SOAP of the real one, verifies who sends, the names, the signature, and the rules of
 * rules.ts, and answers with records of receipt. What it was sent it forgets when it stops.
 */
export const startSandboxSunat = async (options: SandboxSunatOptions): Promise<SandboxSunat> => {
  const registry = newRegistry(options.clock);
  const server = createServer((request, response) => {
    void answer(options, registry, request).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8' }).end(body);
    });
  });
  const listening = await listen(server);
  return { ...listening, url: `${listening.url}/billService`, accepted: () => registry.accepted() };
};

interface Answer {
  readonly status: number;
  readonly body: string;
}

const answer = async (options: SandboxSunatOptions, registry: Registry, request: IncomingMessage): Promise<Answer> => {
  try {
    // Its description is asked for only to see that it is there.
    if (request.method === 'GET')
      return { status: 200, body: '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>' };
    return { status: 200, body: perform(options, registry, readRequest(await bodyOf(request))) };
  } catch (error) {
    const fault = error instanceof SunatFault ? error : new SunatFault('0100', 'El sistema no puede responder');
    return { status: 500, body: faultReply(fault) };
  }
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestRequest) throw new SunatFault('0201', 'El requerimiento es muy grande');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const perform = (
  { ruc, user, password }: SandboxSunatOptions,
  registry: Registry,
  { username, password: given, operation, content }: SunatRequest,
): string => {
  if (username !== `${ruc}${user}` || given !== password) {
    throw new SunatFault('0102', 'Usuario o contraseña incorrectos');
  }
  switch (operation) {
    case 'sendBill': {
      const zip = Buffer.from(text(content, 'contentFile'), 'base64');
      return billReply(registry.register(ruc, text(content, 'fileName'), zip));
    }
    case 'getStatusCdr': {
      const parts = ['rucComprobante', 'tipoComprobante', 'serieComprobante', 'numeroComprobante'];
      const record = registry.find(parts.map((part) => text(content, part)).join('-'));
      return record === undefined
        ? statusReply('0011', 'El comprobante no existe', undefined)
        : statusReply('0004', 'La constancia existe', record);
    }
    default:
      throw new SunatFault('0201', `No hay un servicio ${operation}`);
  }
};
