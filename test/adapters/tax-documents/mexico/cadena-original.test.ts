import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { cadenaOriginal, isSealOf } from '../../../../adapters/tax-documents/mexico/sign.ts';
import { findAll, readXml, type XmlNode } from '../../../../adapters/tax-documents/mexico/xml.ts';

// Published documents of the SAT's test tax payer, sealed by others with its certificate, by the SAT's own transformation.
const samples = ['ingreso', 'pago'] as const;

const read = async (sample: (typeof samples)[number]): Promise<XmlNode> =>
  readXml(await readFile(new URL(`../../../support/schemas/mexico/samples/${sample}.xml`, import.meta.url), 'utf8'));

const isSealed = (root: XmlNode): boolean => {
  const { Certificado = '', Sello = '' } = root.attributes;
  const { publicKey } = new X509Certificate(Buffer.from(Certificado, 'base64'));
  return isSealOf(cadenaOriginal(root), Sello, publicKey);
};

describe('cadena original', () => {
  for (const sample of samples) {
    it(`is what the seal of a published document is on: ${sample}`, async () => {
      assert.ok(isSealed(await read(sample)));
    });

    it(`has every attribute that may not change: ${sample}`, async () => {
      const root = await read(sample);
      const unsealed = ['Sello', 'Certificado'];
      fc.assert(
        fc.property(fc.nat(), fc.nat(), (at, place) => {
          const changed = changeAttribute(root, at, place, unsealed);
          assert.equal(isSealed(changed), false);
        }),
      );
    });
  }

  it('of a stamp is what the SAT seals', async () => {
    const [stamp] = findAll(await read('ingreso'), ['cfdi:Complemento', 'tfd:TimbreFiscalDigital']);
    assert.ok(stamp);
    const { SelloCFD = '' } = stamp.attributes;
    assert.equal(
      cadenaOriginal(stamp),
      `||1.1|3680B4AB-7D42-570A-9618-4A7D6701C44D|2022-01-08T13:26:58|CVD110412TF6|${SelloCFD}|30001000000400002495||`,
    );
  });

  it('collapses the spaces of a value', () => {
    const node = { name: 'cfdi:Emisor', attributes: { Rfc: ' a \t\r\n b ', Nombre: '' }, children: [] };
    assert.equal(cadenaOriginal(node), '||a b|||');
  });
});

/** The `at`-th attribute of the document that is sealed, with one of its characters replaced. */
const changeAttribute = (root: XmlNode, at: number, place: number, unsealed: readonly string[]): XmlNode => {
  const paths = attributePaths(root, unsealed);
  const { path, name } = paths[at % paths.length]!;
  return change(root, path, name, place);
};

interface AttributePath {
  readonly path: readonly number[];
  readonly name: string;
}

const attributePaths = (node: XmlNode, unsealed: readonly string[]): readonly AttributePath[] =>
  node.name === 'tfd:TimbreFiscalDigital'
    ? []
    : [
        ...Object.keys(node.attributes)
          .filter((name) => !unsealed.includes(name))
          .map((name) => ({ path: [], name })),
        ...node.children.flatMap((child, index) =>
          attributePaths(child, unsealed).map(({ path, name }) => ({ path: [index, ...path], name })),
        ),
      ];

const change = (node: XmlNode, path: readonly number[], name: string, place: number): XmlNode => {
  const [next, ...rest] = path;
  if (next !== undefined) {
    const children = node.children.map((child, index) => (index === next ? change(child, rest, name, place) : child));
    return { ...node, children };
  }
  const value = node.attributes[name]!.trim();
  const index = place % value.length;
  const replaced = `${value.slice(0, index)}${value[index] === 'x' ? 'y' : 'x'}${value.slice(index + 1)}`;
  return { ...node, attributes: { ...node.attributes, [name]: replaced } };
};
