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

/** A CAF is good for six months, and the sandbox gives out a new one for each half of a year. */
const halfYearsSince = 2026;

/** Every CAF that the issuer was ever given: one a type and half year, each with the folios after the last one's. */
export const cafsOf = async (db: Queryable, { taxId, legalName }: TaxIssuer, today: string): Promise<string[]> => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const current = (year - halfYearsSince) * 2 + (month > 6 ? 1 : 0);
  const wanted = cafTypes.flatMap((type) => Array.from({ length: current + 1 }, (_, half) => ({ type, half })));
  return Promise.all(
    wanted.map(({ type, half }) => {
      const from = half * foliosPerCaf + 1;
      const to = from + foliosPerCaf - 1;
      const authorizedOn = `${halfYearsSince + Math.floor(half / 2)}-${half % 2 === 0 ? '01' : '07'}-01`;
      return kept(db, `caf ${taxId} ${type} ${from}`, () =>
        sandboxCaf({ rut: taxId, legalName, type, from, to, authorizedOn }),
      );
    }),
  );
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
