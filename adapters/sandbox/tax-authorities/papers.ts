import type { TaxIssuer } from '../../../domain/shared/document-policy.ts';
import type { Queryable } from '../transaction.ts';
import { sandboxCertificate, type CertificateSubject, type SandboxCertificate } from './certificate.ts';
import { sandboxCaf } from './chile-caf.ts';

/** What documents in the sandbox are signed with: made when first asked for, and the same ever after, in every process. */
export const certificateOf = async (db: Queryable, subject: CertificateSubject): Promise<SandboxCertificate> => {
  const paper = await kept(db, `certificate ${subject.taxId}`, async () =>
    JSON.stringify(await sandboxCertificate(subject)),
  );
  return JSON.parse(paper) as SandboxCertificate;
};

/** Of each type that shops use. */
const cafTypes = ['33', '39', '56', '61'] as const;

const foliosPerCaf = 5000;

/**
 * Every CAF that the issuer was ever given, in order: for each type one in each half of a year in which this was asked, since
 * a CAF is good for six months; its folios come after the last one's.
 */
export const cafsOf = async (db: Queryable, issuer: TaxIssuer, today: string): Promise<readonly string[]> =>
  (await Promise.all(cafTypes.map((type) => cafsOfType(db, issuer, type, today)))).flat();

const cafsOfType = async (
  db: Queryable,
  { taxId, legalName }: TaxIssuer,
  type: string,
  today: string,
): Promise<readonly string[]> => {
  const authorizedOn = `${today.slice(0, 4)}-${today.slice(5, 7) < '07' ? '01' : '07'}-01`;
  const prefix = `caf ${taxId} ${type} `;
  const earlier = (await namesLike(db, prefix)).filter((name) => name < `${prefix}${authorizedOn}`);
  const from = earlier.length * foliosPerCaf + 1;
  const current = await kept(db, `${prefix}${authorizedOn}`, () =>
    sandboxCaf({ rut: taxId, legalName, type, from, to: from + foliosPerCaf - 1, authorizedOn }),
  );
  const before = await Promise.all(earlier.map((name) => find(db, name)));
  return [...before.filter((paper) => paper !== undefined), current];
};

const namesLike = async (db: Queryable, prefix: string): Promise<readonly string[]> => {
  const { rows } = await db.query<{ readonly name: string }>(
    'select name from sandbox.tax_papers where starts_with(name, $1) order by name',
    [prefix],
  );
  return rows.map(({ name }) => name);
};

const kept = async (db: Queryable, name: string, make: () => Promise<string>): Promise<string> => {
  const before = await find(db, name);
  if (before !== undefined) return before;
  await db.query('insert into sandbox.tax_papers (name, paper) values ($1, $2) on conflict do nothing', [
    name,
    await make(),
  ]);
  const paper = await find(db, name);
  if (paper === undefined) throw new Error(`${name} is gone that was there a moment ago`);
  return paper;
};

const find = async (db: Queryable, name: string): Promise<string | undefined> => {
  const { rows } = await db.query<{ readonly paper: string }>('select paper from sandbox.tax_papers where name = $1', [
    name,
  ]);
  return rows[0]?.paper;
};
