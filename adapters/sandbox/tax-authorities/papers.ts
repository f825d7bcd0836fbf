import type { Queryable } from '../transaction.ts';
import { sandboxCertificate, type CertificateSubject, type SandboxCertificate } from './certificate.ts';

/** Makes what documents in the sandbox are signed with when first asked for; it is the same ever after, in every process. */
export const certificateOf = async (db: Queryable, subject: CertificateSubject): Promise<SandboxCertificate> => {
  const paper = await kept(db, `certificate ${subject.taxId}`, async () =>
    JSON.stringify(await sandboxCertificate(subject)),
  );
  return JSON.parse(paper) as SandboxCertificate;
};

/** Lists the papers whose names begin so, in order. */
export const namesLike = async (db: Queryable, prefix: string): Promise<readonly string[]> => {
  const { rows } = await db.query<{ readonly name: string }>(
    'select name from sandbox.tax_papers where starts_with(name, $1) order by name',
    [prefix],
  );
  return rows.map(({ name }) => name);
};

/** Finds a paper, or makes and keeps it. */
export const kept = async (db: Queryable, name: string, make: () => Promise<string>): Promise<string> => {
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

export const find = async (db: Queryable, name: string): Promise<string | undefined> => {
  const { rows } = await db.query<{ readonly paper: string }>('select paper from sandbox.tax_papers where name = $1', [
    name,
  ]);
  return rows[0]?.paper;
};
