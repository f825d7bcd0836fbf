import type { Request } from 'express';
import type { SandboxUpload, SiiDesk } from './chile-desk.ts';

const readBody = async (request: Request): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
};

/** The fields of a form, bytes as characters of ISO 8859-1. */
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

/** Whether a request brings a token that is good. */
export const isLoggedIn = (request: Request, desk: SiiDesk): boolean =>
  desk.isKnown(/(?:^|; ?)TOKEN=([^;]+)/.exec(request.get('cookie') ?? '')?.[1] ?? '');

/** The form with which an envelope comes; undefined without a good token. */
export const readUpload = async (
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
