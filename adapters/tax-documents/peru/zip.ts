import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Where every zip begins to count: files have no time of their own, so that the same document gives the same bytes. */
const beginning = new Date(1980, 0, 1);

const longestFile = 2 * 1024 * 1024;

/** A zip of one text file, the way SUNAT takes documents. */
export const zipOf = (fileName: string, text: string): Uint8Array =>
  zipSync({ [fileName]: strToU8(text) }, { mtime: beginning });

/**
 * The text of the one XML file in a zip.
 * @throws Error for what is no zip, holds none or several of them, or one that is far too long
 */
export const unzipXml = (bytes: Uint8Array): string => {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => name.endsWith('.xml') && originalSize <= longestFile,
  });
  const [file, ...others] = Object.values(files);
  if (file === undefined || others.length > 0) throw new Error('the zip does not hold exactly one XML file');
  return strFromU8(file);
};
