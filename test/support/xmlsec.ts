import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isInstalled = (): boolean => spawnSync('xmlsec1', ['--version']).status === 0;

/** `describe` for suites that need xmlsec1. Without it they are skipped, hooks and all, and say how to run them. */
export const describeWithXmlsec = (title: string, suite: (this: Mocha.Suite) => void): void => {
  if (isInstalled()) {
    describe(title, suite);
    return;
  }
  console.warn(`SKIPPED: ${title}: no xmlsec1: install it (Debian and Ubuntu: apt-get install xmlsec1)`);
  describe.skip(title, suite);
};

/** What xmlsec1 must know of a document to check one signature in it. */
export interface XmlSignatureOptions {
  /** Of the key that must have signed; what the signature itself says of its key is not believed. */
  readonly certificatePem: string;
  /** Elements whose attribute (`ID` unless told) is what references name: `http://www.sii.cl/SiiDte:Documento`. */
  readonly idElements?: readonly string[];
  readonly idAttribute?: string;
  /** Which signature, if there are several: the first one in the document unless told. */
  readonly signatureXPath?: string;
}

/** Whether xmlsec1 finds an XML signature good: the signature itself and the digests of all it refers to. */
export const verifyXmlSignature = async (xml: string | Uint8Array, options: XmlSignatureOptions): Promise<boolean> => {
  const { certificatePem, idElements = [], idAttribute = 'ID', signatureXPath } = options;
  const dir = await mkdtemp(join(tmpdir(), 'comanda-xmlsec-'));
  try {
    const file = join(dir, 'signed.xml');
    const certificate = join(dir, 'certificate.pem');
    await writeFile(file, xml);
    await writeFile(certificate, certificatePem);
    return await succeeds([
      '--verify',
      '--pubkey-cert-pem',
      certificate,
      '--enabled-key-data',
      'raw-x509-cert', // The key in the signature itself would be taken before ours.
      ...idElements.flatMap((element) => [`--id-attr:${idAttribute}`, element]),
      ...(signatureXPath === undefined ? [] : ['--node-xpath', signatureXPath]),
      file,
    ]);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const succeeds = (args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('xmlsec1', args, (error) => {
      resolve(error === null);
    });
  });
