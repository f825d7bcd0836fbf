import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';

const documents = ['Invoice', 'CreditNote', 'DebitNote'] as const;

export type UblDocument = (typeof documents)[number];

/** The schemas of UBL 2.1 that documents are tried against. */
export interface UblSchemas {
  readonly main: Readonly<Record<UblDocument, XMLFileInfo>>;
  readonly common: readonly XMLFileInfo[];
}

/** All files lie in one directory for the validator. */
const load = async (directory: string, name: string): Promise<XMLFileInfo> => ({
  fileName: name,
  contents: (await readFile(join(directory, name), 'utf8')).replaceAll('../common/', ''),
});

const schemas = async (
  mainDirectory: string,
  mainName: (document: UblDocument) => string,
  commonDirectory: string,
  isCommon: (name: string) => boolean,
): Promise<UblSchemas> => {
  const [Invoice, CreditNote, DebitNote] = await Promise.all(
    documents.map((document) => load(mainDirectory, mainName(document))),
  );
  const commonNames = (await readdir(commonDirectory)).filter(isCommon);
  return {
    main: { Invoice: Invoice!, CreditNote: CreditNote!, DebitNote: DebitNote! },
    common: await Promise.all(commonNames.map((name) => load(commonDirectory, name))),
  };
};

/** Our excerpt. */
export const excerpt = (): Promise<UblSchemas> => {
  const directory = join(import.meta.dirname, 'excerpt');
  return schemas(
    directory,
    (document) => `${document}.xsd`,
    directory,
    (name) => /^[a-z]+\.xsd$/.test(name),
  );
};

/** OASIS's own, from its directory `xsd`. */
export const official = (directory: string): Promise<UblSchemas> =>
  schemas(
    join(directory, 'maindoc'),
    (document) => `UBL-${document}-2.1.xsd`,
    join(directory, 'common'),
    (name) => name.endsWith('.xsd'),
  );

/** What is wrong with documents of one kind, in the validator's words. */
export const schemaErrors = async (
  { main, common }: UblSchemas,
  document: UblDocument,
  xmls: readonly string[],
): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: xmls.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [main[document]],
    preload: [...common],
    maxMemoryPages: 4096,
  });
  return errors.map(({ rawMessage }) => rawMessage);
};
