import type { Request } from 'express';

/** The file `xml` of a form (multipart/form-data) that `express.raw` has read; undefined if there is none. */
export const uploadedXml = (request: Request): string | undefined => {
  const body: unknown = request.body;
  const boundary = /boundary="?([^";]+)/.exec(request.get('content-type') ?? '')?.[1];
  if (!Buffer.isBuffer(body) || boundary === undefined) return undefined;
  const parts = body.toString('utf8').split(`--${boundary}`);
  const part = parts.find((candidate) => /^\r\ncontent-disposition:[^\r\n]*[; ]name="xml"/i.test(candidate));
  return part?.slice(part.indexOf('\r\n\r\n') + 4, -2);
};
