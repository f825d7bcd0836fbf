import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';

const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');

const shared = ['sii-types.xsd', 'xmldsignature.xsd'];

const faultsBy = async (schema: string, envelopes: readonly string[]): Promise<readonly (readonly string[])[]> => {
  if (envelopes.length === 0) return [];
  const files = envelopes.map((xml, index) => ({
    fileName: `envelope-${index}.xml`,
    contents: xml.replace(' encoding="ISO-8859-1"', ''), // xmllint is given text, which is UTF-8 by then.
  }));
  const { errors } = await validateXML({
    xml: files,
    schema: [{ fileName: schema, contents: await read(schema) }],
    preload: await Promise.all(shared.map(async (fileName) => ({ fileName, contents: await read(fileName) }))),
    maxMemoryPages: 4096,
  });
  // What names no envelope is about the schema, and so about all of them.
  return files.map(({ fileName }) =>
    errors
      .filter(({ rawMessage }) => (/^envelope-\d+\.xml/.exec(rawMessage)?.[0] ?? fileName) === fileName)
      .map(({ message }) => message),
  );
};

const isReceipts = (xml: string): boolean => xml.includes('<EnvioBOLETA');

/**
 * What is wrong with each envelope for the SII by its schema (README.md says how far); nothing with one that is valid. Many at
 * once take hardly longer than one.
 */
export const envelopeFaults = async (envelopes: readonly string[]): Promise<readonly (readonly string[])[]> => {
  const [receipts, others] = await Promise.all([
    faultsBy('envio-boleta.xsd', envelopes.filter(isReceipts)),
    faultsBy(
      'envio-dte.xsd',
      envelopes.filter((xml) => !isReceipts(xml)),
    ),
  ]);
  const [nextReceipt, nextOther] = [receipts.values(), others.values()];
  return envelopes.map((xml) => (isReceipts(xml) ? nextReceipt : nextOther).next().value ?? []);
};
